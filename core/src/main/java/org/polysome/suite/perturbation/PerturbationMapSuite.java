package org.polysome.suite.perturbation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.fault.UsageException;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;
import org.polysome.metric.perturbation.PerturbationConsistency;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.progress.Task;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Contender;
import org.polysome.suite.Expression;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.relation.KnownPairs;
import org.polysome.suite.relation.RelationshipFile;

/**
 * Judges embeddings of perturbation screens by the six tasks of TxFM (appendix B.1.1), which are
 * those of Bendidi et al. 2024, after several ways to post-process the embedding.
 *
 * @param control the label of the cells to which nothing was done
 * @param databases files of known relationships among the perturbed genes
 * @param tried the post-processings; an embedding as it is is always among them
 * @param decoders what decodes expression from an embedding; the linear one counts where it is
 *     there
 */
public record PerturbationMapSuite(
    String control, List<Path> databases, List<PostProcessing> tried, List<ScreenDecoder> decoders)
    implements Suite {

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind("perturbation-map", MapMetrics.ALL, MapMetrics.GROUPS);

  /** Copies the lists. */
  public PerturbationMapSuite {
    databases = List.copyOf(databases);
    decoders = decoders.stream().distinct().sorted().toList();
    if (decoders.isEmpty()) {
      throw new UsageException("no decoder is asked for; there are: linear, mlp");
    }
    tried =
        Stream.concat(Stream.of(PostProcessing.NONE), tried.stream()).distinct().sorted().toList();
  }

  /** With all post-processings and the linear decoder. */
  public PerturbationMapSuite(String control, List<Path> databases) {
    this(control, databases, List.of(PostProcessing.values()), List.of(ScreenDecoder.LINEAR));
  }

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public List<Metric> metrics(BenchmarkSettings settings) {
    Stream<Metric> always =
        Stream.of(
            MapMetrics.OVERALL,
            MapMetrics.ILISI,
            MapMetrics.ILISI_UNSCALED,
            MapMetrics.LINEAR_TOP1,
            MapMetrics.LINEAR_TOP5,
            MapMetrics.KNN_TOP1,
            MapMetrics.KNN_TOP5,
            MapMetrics.CONSISTENCY,
            MapMetrics.CONSISTENCY.by(Definition.of(Flavor.TX_EVALUATION)),
            MapMetrics.CONSISTENCY.by(Definition.of(Flavor.EFAAR)),
            MapMetrics.RECALL);
    Stream<Metric> known = KnownPairs.ofEach(RelationshipFile.databases(databases)).stream();
    Stream<Metric> decoded =
        decoders.stream().flatMap(one -> Stream.of(one.spearman(), one.integrity()));
    return Stream.of(always, known, decoded).flatMap(metrics -> metrics).toList();
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "What each embedding shows of the perturbations in ‘%s’, beside ‘%s’ and over ‘%s’."
        .formatted(settings.neededLabel(name()), control, settings.neededBatch(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Post-processing",
        tried.stream().map(PostProcessing::text).collect(Collectors.joining(", "))
            + "; for each task the best is taken on the same cells, as TxFM does");
    facts.put(
        "Splits",
        String.format(
            Locale.ROOT,
            "%d seeds; %.0f %% of the batches and of the perturbations to learn from, tested in the"
                + " other batches: probes on the same perturbations, decoders on the others;"
                + " controls go with their batch and are a class of the probes",
            settings.seeds(),
            100 * ScreenSplit.TRAIN_SHARE));
    facts.put(
        "Consistency",
        String.format(
            Locale.ROOT,
            "txfm: own alignment, against %,d random cells; tx-evaluation and efaar: against"
                + " perturbations of at least %d genes whose mean log-normalised expression in"
                + " controls is below %s; p at most %s",
            TxfmConsistency.RANDOM_CELLS,
            WholeScreen.LEAST_NULLS,
            UnexpressedGenes.LIMIT,
            PerturbationConsistency.LEVEL));
    facts.put(
        "Relationships",
        databases.isEmpty()
            ? "none given"
            : RelationshipFile.names(databases)
                + "; both tails of 5 %, so that a random map finds 0.10");
    facts.put(
        "Reconstruction",
        String.format(
            Locale.ROOT,
            "decoder %s to log-normalised expression of all or the %,d most variable genes; %s counts",
            decoders.stream().map(ScreenDecoder::text).collect(Collectors.joining(", ")),
            ScreenExpression.MOST_GENES,
            decoders.getFirst().text()));
    return facts;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    Design design = Design.of(input, control);
    BenchmarkSettings settings = input.settings();
    List<Contender> contenders = input.contenders();
    ScreenJudge judge = judge(input, design);
    long steps = (long) contenders.size() * judge.steps(settings);
    try (Task task = tools.progress().start("judging", "steps", steps)) {
      for (Contender contender : contenders) {
        task.note(contender.name());
        PerturbedCells cells = judge.cells(contender, input.cells());
        if (contender.equals(contenders.getFirst())) {
          judge.shortOfControls(cells).ifPresent(input::note);
        }
        ScreenResults results = judge.judge(contender, cells, settings, task);
        input.note(best(contender.name(), results));
        rows(input.name(), contender.name(), results).forEach(findings::add);
        if (!(contender instanceof Contender.ShuffledLabels)) {
          var lines = TxfmConsistency.Lines.of(input.name(), contender.name(), design, cells);
          results.consistency().ifPresent(tested -> findings.add(lines.table(tested)));
        }
      }
    }
  }

  private ScreenJudge judge(JudgedInput input, Design design) {
    List<Relationships> known = databases.stream().map(RelationshipFile::read).toList();
    Optional<ScreenExpression> expression =
        input
            .expression()
            .map(Expression::values)
            .map(values -> new ScreenExpression(values, design.places()));
    int[] nulls =
        expression.map(values -> nulls(values, input, design)).orElseGet(() -> new int[0]);
    if (nulls.length < WholeScreen.LEAST_NULLS) {
      input.note(
          ("%d perturbations are of measured genes that are not expressed, at least %d are needed to"
                  + " be a null; consistency is judged by txfm's rule alone")
              .formatted(nulls.length, WholeScreen.LEAST_NULLS));
    }
    return new ScreenJudge(
        design, tried, new WholeScreen(nulls, known), new SplitScreen(expression, decoders));
  }

  private static int[] nulls(ScreenExpression expression, JudgedInput input, Design design) {
    int[] labels = input.cells().labels().codes();
    int[] controls =
        IntStream.of(design.places()).filter(cell -> labels[cell] == design.control()).toArray();
    return UnexpressedGenes.codes(
        expression.values(), controls, input.genes().texts().values(), design.perturbations());
  }

  private static String best(String embedding, ScreenResults results) {
    String chosen =
        results.best().entrySet().stream()
            .map(entry -> "%s %s".formatted(entry.getKey().text(), entry.getValue().text()))
            .collect(Collectors.joining(", "));
    return "best post-processing of %s: %s"
        .formatted(embedding, chosen.isEmpty() ? "none has a value" : chosen);
  }

  private static List<ResultRow> rows(String input, String embedding, ScreenResults results) {
    List<ResultRow> rows = new ArrayList<>();
    var best = new ResultRow.About(input, embedding, MapMetrics.BEST);
    ScreenResults.Overall overall = results.overall();
    rows.add(ResultRow.of(best, overall.metric(), overall.value()));
    results.ofBest().forEach(one -> rows.add(row(best, one, "best")));
    for (PostProcessing tried : results.tried()) {
      var about = new ResultRow.About(input, embedding, tried.group());
      results.after(tried).forEach(one -> rows.add(row(about, one, tried.text())));
    }
    return rows;
  }

  /** The consistency of TxFM has an alignment of its own, whatever comes after it. */
  private static ResultRow row(ResultRow.About about, Measured one, String after) {
    Metric metric =
        one.task() == ScreenTask.CONSISTENCY
            ? one.metric()
            : one.metric().by(one.metric().flavor().with(after));
    ResultRow row = ResultRow.of(about, metric, one.value());
    return one.sample().map(row::withDeviation).orElse(row);
  }
}
