package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.experiment.Experiment;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Progress;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.EmbeddingChoice;
import org.polysome.suite.ResultTable;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.RunModel;
import org.polysome.suite.RunPoint;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.report.JudgedFolder;
import org.polysome.suite.report.Report;
import org.polysome.train.Run;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every benchmark suite takes, and how it is run. */
final class JudgeOptions {

  /** How often what is random is repeated where nothing says otherwise. */
  static final int SEEDS = 5;

  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;
  @Mixin private ReadingOptions reading;
  @Mixin private SweepOptions sweep;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "h5ad files of cells, with embeddings in obsm unless --run makes them or --embedding names"
              + " a table; or tables of cells whose numbered columns (PC1, PC2, ...) are embeddings.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--embedding",
      paramLabel = "KEY|NAME=FILE",
      description =
          "Key in obsm (such as X_pca) to judge, or a table of cells x dimensions (CSV, TSV, .npy)"
              + " matched by the names of cells; repeat for several (default: all of the file that"
              + " hold numbers).")
  private List<String> embeddings = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run that embeds the cells now, trained and untrained; repeat for several.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--baselines",
      paramLabel = "none|fast|all",
      defaultValue = "fast",
      description =
          "What is judged beside: fast is PCA, 1,000 variable genes, shuffled labels and, for runs,"
              + " random weights; all adds raw counts, log-normalised values, 2,000 and 5,000"
              + " variable genes, 10 to 200 components, ridge PCA, with --batch Harmony, and trained on"
              + " the judged cells a linear autoencoder and scVI, which takes minutes (default:"
              + " ${DEFAULT-VALUE}).")
  private Baselines baselines;

  @Option(
      names = "--gene-vectors",
      paramLabel = "FILE",
      description =
          "Vectors of genes (word2vec text, a table, .safetensors, or .npy with the genes in a .txt"
              + " of that name); averaged by a cell's expression they are one more baseline.")
  private Optional<Path> geneVectors = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often what is random is repeated (default: 5).")
  private Optional<Integer> seeds = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Where those seeds start (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The columns of obs that a suite is about. */
  record Columns(Optional<String> label, Optional<String> batch) {}

  /** Whether the number of seeds is given. */
  boolean hasSeeds() {
    return seeds.isPresent();
  }

  /** As {@link #run(Session, Suite, Columns)} with another number of seeds unless one is given. */
  void run(Session session, Suite suite, Columns columns, int usual) {
    judge(session, suite, settings(columns, seeds.orElse(usual)));
  }

  /** Judges, and writes the folder of results. */
  void run(Session session, Suite suite, Columns columns) {
    run(session, suite, columns, SEEDS);
  }

  private BenchmarkSettings settings(Columns columns, int repeats) {
    return new BenchmarkSettings(
        columns.label,
        columns.batch,
        Optional.of(embeddings.stream().map(EmbeddingChoice::parse).toList())
            .filter(chosen -> !chosen.isEmpty()),
        baselines,
        cells.layer(),
        geneVectors,
        repeats,
        seed);
  }

  /** What suites work with, recipes among it. */
  static SuiteTools tools(Session session) {
    return new SuiteTools(session.progress())
        .withRecipes((recipe, changes) -> Experiment.load(recipe, changes).plan());
  }

  private void judge(Session session, Suite suite, BenchmarkSettings settings) {
    sweep.requireRuns(runs);
    List<RunModel> models = runs.stream().flatMap(run -> models(run, session)).toList();
    try (AtomicOutput folder =
        AtomicOutput.folder(output.output(), output.force(), ResultsFolder.RESULTS)) {
      SuiteOutcome outcome =
          new SuiteRun(suite, settings, tools(session)).judge(inputs, models, session.manifest());
      ResultsFolder.write(outcome, folder.path());
      new Report(List.of(), List.of(judged(outcome)), List.of())
          .write(folder.path().resolve(ResultsFolder.REPORT));
      folder.commit();
      session.results().print(ResultTable.of(outcome.results()));
    }
    session.results().println();
    session.results().println("Report: " + output.output().resolve(ResultsFolder.REPORT));
  }

  private JudgedFolder judged(SuiteOutcome outcome) {
    return new JudgedFolder(output.output().toString(), outcome);
  }

  private Stream<RunModel> models(Path run, Session session) {
    Run opened = Run.open(run);
    Run limited = reading.reading().of(opened);
    var counts = cells.options();
    List<RunPoint> points = sweep.chosen().of(limited);
    Progress silent = session.progress().withoutRemarks();
    return points.stream()
        .map(
            point -> {
              Progress shown = point.equals(points.getFirst()) ? session.progress() : silent;
              return new RunModel(limited, point, counts, shown);
            });
  }
}
