package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.report.JudgedFolder;
import org.polysome.suite.report.Report;
import org.polysome.suite.report.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code polysome report}. */
@Command(
    name = "report",
    description = {
      "Put runs and results on one page: loss curves, maps, tables, and what made them.",
      "The page is one HTML file that needs no network. The curves of several runs are drawn over"
          + " each other; results of one suite in several folders stand side by side first."
    },
    footer = {"", "Example:", "  polysome report runs/wced results -o report.html"})
final class ReportCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;
  @Mixin private MapOptions maps;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|DIR",
      description = "Run folders, and folders that benchmark has written.")
  private List<Path> folders = new ArrayList<>();

  @Override
  public void run() {
    List<RunRecord> runs = new ArrayList<>();
    List<JudgedFolder> results = new ArrayList<>();
    for (Path folder : folders) {
      if (RunRecord.isOne(folder)) {
        runs.add(RunRecord.read(folder));
      } else if (ResultsFolder.isOne(folder)) {
        results.add(new JudgedFolder(folder.toString(), ResultsFolder.read(folder)));
      } else {
        throw new UsageException(
            "%s is neither a run (run.json) nor a folder of results (%s)"
                .formatted(folder, ResultsFolder.RESULTS));
      }
    }
    try (AtomicOutput file = AtomicOutput.file(output.output(), output.force())) {
      new Report(runs, results, maps.draw(session.progress())).write(file.path());
      file.commit();
    }
    session.results().println(output.output());
  }
}
