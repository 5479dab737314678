package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.files.AtomicOutput;
import org.polysome.matrix.MatrixProduct;
import org.polysome.suite.AnnotationOutcome;
import org.polysome.suite.AnnotationSettings;
import org.polysome.suite.AnnotationSuite;
import org.polysome.suite.Baselines;
import org.polysome.suite.ResultTable;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.RunModel;
import org.polysome.suite.report.Report;
import org.polysome.train.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome benchmark annotation}. */
@Command(
    name = "annotation",
    description = {
      "Judge how much of a cell annotation embeddings hold.",
      "kNN (k = 10) and a linear probe learn the labels of some cells and are tested on others,"
          + " over several seeds, with baselines beside. Writes results.json, results.csv and"
          + " report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark annotation out.h5ad --label cell_type -o results"
    })
final class BenchmarkAnnotation implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;
  @Mixin private TokensOption tokens;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "h5ad files of cells, with embeddings in obsm unless --run makes them.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--embedding",
      paramLabel = "KEY",
      description =
          "Key in obsm (such as X_pca) to judge; repeat for several (default: all that hold numbers).")
  private List<String> embeddings = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run that embeds the cells now, trained and untrained; repeat for several.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of obs to be predicted.")
  private String label;

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs by which cells are split as well, so that no batch is on both sides; the"
              + " split within classes stays the default.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--baselines",
      paramLabel = "none|fast|all",
      defaultValue = "fast",
      description =
          "What is judged beside: fast is PCA, variable genes, shuffled labels and, for runs, random"
              + " weights; all is every baseline, at present the fast ones (default:"
              + " ${DEFAULT-VALUE}).")
  private Baselines baselines;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of splits (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the splits (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run() {
    var settings =
        new AnnotationSettings(label, batch, embeddings, baselines, cells.layer(), seeds, seed);
    List<RunModel> models = runs.stream().map(this::model).toList();
    try (AtomicOutput folder =
        AtomicOutput.folder(output.output(), output.force(), ResultsFolder.RESULTS)) {
      AnnotationOutcome outcome =
          new AnnotationSuite(settings, MatrixProduct.PLAIN, session.progress())
              .judge(inputs, models, session.manifest());
      ResultsFolder.write(outcome, folder.path());
      new Report(List.of(), List.of(outcome), List.of())
          .write(folder.path().resolve(ResultsFolder.REPORT));
      folder.commit();
      session.results().print(ResultTable.of(outcome.results()));
    }
    session.results().println();
    session.results().println("Report: " + output.output().resolve(ResultsFolder.REPORT));
  }

  private RunModel model(Path run) {
    Run opened = Run.open(run);
    Run limited = tokens.limit().map(opened::withLength).orElse(opened);
    return new RunModel(limited, cells.layer(), cells.geneColumn(), session.progress());
  }
}
