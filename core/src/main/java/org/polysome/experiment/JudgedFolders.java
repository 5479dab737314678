package org.polysome.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.report.JudgedFolder;
import org.polysome.suite.report.Report;

/**
 * The folders of results inside a sweep, {@code judged/SUITE/RUN}: each holds what was asked beside
 * what was found, so that nothing is judged twice and nothing old is taken for new.
 *
 * @param sweep the folder of the sweep
 */
record JudgedFolders(Path sweep) {

  private static final String ASKED = "asked.yaml";

  /** Judges something. */
  interface Judgement {
    SuiteOutcome judge();
  }

  /** The folder of the results of a suite about a run or the baselines. */
  Path of(String suite, String subject) {
    return sweep.resolve("judged").resolve(suite).resolve(subject);
  }

  /** Whether a folder answers what is asked. */
  static boolean answers(Path folder, String asked) {
    Path file = folder.resolve(ASKED);
    try {
      return ResultsFolder.isOne(folder)
          && Files.exists(file)
          && Files.readString(file).equals(asked);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /** The results in a folder, which is made anew if it does not answer what is asked. */
  static SuiteOutcome get(Path folder, String asked, Judgement judgement) {
    if (!answers(folder, asked)) {
      try (AtomicOutput output = AtomicOutput.folder(folder, true, ResultsFolder.RESULTS)) {
        SuiteOutcome outcome = judgement.judge();
        ResultsFolder.write(outcome, output.path());
        AtomicOutput.replace(output.path().resolve(ASKED), asked);
        JudgedFolder judged = new JudgedFolder(folder.toString(), outcome);
        new Report(List.of(), List.of(judged), List.of())
            .write(output.path().resolve(ResultsFolder.REPORT));
        output.commit();
      }
    }
    return ResultsFolder.read(folder);
  }
}
