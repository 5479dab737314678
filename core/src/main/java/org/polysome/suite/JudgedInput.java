package org.polysome.suite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;
import org.polysome.suite.baseline.BaselineTraining;
import org.polysome.suite.map.Grouping;

/** One open input on its way to a judgement: which cells, which contenders, and what was met. */
public final class JudgedInput {

  /** Embeddings wider than this are judged on a sample of cells. */
  public static final int WIDE = 2000;

  /** The size of that sample. */
  public static final int SAMPLE = 20_000;

  /**
   * What is judged on every input.
   *
   * @param settings of what, and beside what
   * @param suite what is asked of them
   * @param models models that embed the cells on the spot
   */
  record Judged(BenchmarkSettings settings, Suite suite, List<? extends JudgedModel> models) {}

  private final AnnDataFile file;
  private final BenchmarkSettings settings;
  private final int leastCells;
  private final CellChoice choice;
  private final Progress progress;
  private final List<? extends JudgedModel> models;
  private final Optional<ExpressionSource> expression;
  private final List<String> keys;
  private final List<String> notes = new ArrayList<>();
  private final JudgedCells cells;
  private final SuiteTools tools;
  private final Lazy<List<Contender>> contenders = new Lazy<>(this::gather);
  private final Lazy<Optional<Expression>> expressionOfCells = new Lazy<>(this::readExpression);
  private final Lazy<Optional<CsrMatrix>> countsOfCells = new Lazy<>(this::readCounts);
  private final Lazy<Optional<TrainedBaselines>> trained = new Lazy<>(this::training);

  JudgedInput(AnnDataFile file, Judged judged, SuiteTools tools) {
    this.file = file;
    this.tools = tools;
    settings = judged.settings;
    leastCells = judged.suite.leastCells();
    choice = judged.suite.choice();
    models = judged.models;
    progress = tools.progress();
    keys = judged.suite.judgesCells() ? keys(file, settings, models) : List.of();
    expression = ExpressionSource.of(file, settings.layer());
    file.notes().forEach(this::note);
    cells = choose();
  }

  /** The open file. */
  public AnnDataFile file() {
    return file;
  }

  /** Of what, and beside what. */
  public BenchmarkSettings settings() {
    return settings;
  }

  /** What is worked with. */
  SuiteTools tools() {
    return tools;
  }

  /** Models to be judged on it. */
  public List<? extends JudgedModel> models() {
    return models;
  }

  /** What its rows call the file. */
  public String name() {
    return file.path().toString();
  }

  /** The judged cells. */
  public JudgedCells cells() {
    return cells;
  }

  /** Places of the judged cells that have a batch, where batches are given; others are noted. */
  public int[] placesWithBatch() {
    Grouping batches = cells.batches().orElseThrow();
    int[] places =
        IntStream.range(0, cells.size())
            .filter(cell -> batches.codes()[cell] != Grouping.MISSING)
            .toArray();
    if (places.length < cells.size()) {
      note(
          "%d cells have no ‘%s’; left out"
              .formatted(cells.size() - places.length, batches.column()));
    }
    return places;
  }

  /** Tells the person and the record something. */
  public void note(String note) {
    notes.add(note);
    progress.say(name() + ": " + note);
  }

  private static List<String> keys(
      AnnDataFile file, BenchmarkSettings settings, List<? extends JudgedModel> models) {
    if (settings.embeddings().isPresent()) {
      return settings.embeddings().get().stream().map(EmbeddingChoice::key).toList();
    }
    boolean isAlone = file.embeddings().isEmpty() && models.isEmpty();
    if (isAlone && settings.baselines() == Baselines.NONE) {
      throw nothingToJudge(file);
    }
    return file.embeddings();
  }

  private static UsageException nothingToJudge(AnnDataFile file) {
    return new UsageException(
        ("%s has no numeric embedding in obsm to judge; write one with `polysome embed`, or judge a"
                + " run with ‹run›; baselines alone need counts or normalised values")
            .formatted(file.path()));
  }

  private JudgedCells choose() {
    long[] content =
        expression
            .map(matrix -> matrix.keys(progress))
            .orElseGet(() -> file.obs().index().stream().mapToLong(Seeds::of).toArray());
    boolean wide =
        (baselines() && expression.isPresent())
            || keys.stream().anyMatch(key -> file.dimensions(key) > WIDE);
    int most = wide ? SAMPLE : Integer.MAX_VALUE;
    BitSet among = choice.of(file, expression, progress);
    if (among.cardinality() < content.length) {
      note(
          "%d of %d cells are chosen by %s"
              .formatted(among.cardinality(), content.length, String.join(", ", choice.words())));
    }
    var sizes = new JudgedCells.Sizes(most, leastCells, among);
    JudgedCells chosen = JudgedCells.choose(file, settings, content, sizes);
    if (among.cardinality() - chosen.withoutLabel() > most) {
      note(
          "judged on %d cells drawn by their content, since an embedding or the expression that baselines are made of has more than %d dimensions"
              .formatted(most, WIDE));
    }
    if (chosen.withoutLabel() > 0) {
      note(
          "%d cells have no '%s'; left out"
              .formatted(chosen.withoutLabel(), settings.label().orElse("")));
    }
    if (!chosen.smallClasses().isEmpty()) {
      note(
          "classes with fewer than %d cells left out: %s"
              .formatted(leastCells, String.join(", ", chosen.smallClasses().keySet())));
    }
    return chosen;
  }

  private boolean baselines() {
    return settings.baselines() != Baselines.NONE;
  }

  /** Everything that is judged: embeddings of the file, runs, baselines. Made when first asked. */
  public List<Contender> contenders() {
    return contenders.get();
  }

  private List<Contender> gather() {
    var gathered = new Contenders(file, cells);
    keys.forEach(gathered::add);
    for (JudgedModel model : models) {
      boolean twin = model.point().isWhole() || lastOf(model.runName()).equals(model);
      gathered
          .add(model, baselines() && twin)
          .ifPresent(
              key ->
                  note("'%s' is what %s gives, and is judged once".formatted(key, model.name())));
    }
    if (baselines()) {
      BaselineContenders.of(this, shuffled(gathered.all())).forEach(gathered::add);
    }
    if (gathered.all().isEmpty()) {
      throw nothingToJudge(file);
    }
    return gathered.all();
  }

  /** What shuffled labels may be tried on: of a run's checkpoints and layers the last only. */
  private List<Contender> shuffled(List<Contender> others) {
    if (!keys.isEmpty() || models.isEmpty()) {
      return others;
    }
    String last = lastOf(models.getFirst().runName()).name();
    return others.stream().filter(contender -> contender.name().equals(last)).toList();
  }

  /** The last model of a run: the most trained, and the deepest. */
  private JudgedModel lastOf(String run) {
    return models.stream()
        .filter(model -> model.runName().equals(run))
        .reduce((earlier, later) -> later.point().isWhole() ? earlier : later)
        .orElseThrow();
  }

  /** Log-normalised expression of the judged cells, where the file holds expression. */
  public Optional<Expression> expression() {
    return expressionOfCells.get();
  }

  private Optional<Expression> readExpression() {
    Optional<ExpressionSource> usable = expression.filter(ExpressionSource::isExpression);
    if (usable.isEmpty()) {
      note("no baselines of expression: there are neither counts nor normalised values");
    }
    return usable.map(matrix -> matrix.read(cells.rows(), progress));
  }

  /** Raw counts of the judged cells (cells, genes), where the file holds them. */
  public Optional<CsrMatrix> counts() {
    return countsOfCells.get();
  }

  private Optional<CsrMatrix> readCounts() {
    Optional<ExpressionSource> raw = expression.filter(ExpressionSource::isCounts);
    if (raw.isEmpty()) {
      note("no baselines of raw counts: there are none in the file");
    }
    return raw.map(matrix -> matrix.values(cells.rows(), progress));
  }

  /** The table of the genes of counts and expression; empty where there is neither. */
  public Frame genes() {
    return expression
        .map(ExpressionSource::var)
        .orElseGet(() -> new Frame("_index", List.of(), Map.of()));
  }

  /**
   * Baselines that are trained on the judged cells, where the file holds their counts and there are
   * recipes.
   */
  public Optional<TrainedBaselines> trained() {
    return trained.get();
  }

  private Optional<TrainedBaselines> training() {
    return tools
        .recipes()
        .flatMap(
            recipes ->
                counts().map(values -> new BaselineTraining(recipes, values, batches(), progress)))
        .map(training -> new TrainedBaselines(training, genes().index()));
  }

  /** The batch of each judged cell, where it is known; empty where all are of one. */
  private List<Optional<String>> batches() {
    return cells.batches().stream()
        .filter(grouping -> grouping.names().size() > 1)
        .flatMap(
            grouping ->
                IntStream.of(grouping.codes())
                    .mapToObj(
                        code ->
                            code == Grouping.MISSING
                                ? Optional.<String>empty()
                                : Optional.of(grouping.names().get(code))))
        .toList();
  }

  InputRecord record() {
    Map<String, Integer> seen = new TreeMap<>();
    for (JudgedModel model : models) {
      if (!seen.containsKey(model.runName())) {
        OptionalInt count = model.seenInTraining(file, cells.rows());
        count.ifPresent(known -> seen.put(model.runName(), known));
      }
    }
    return new InputRecord(
        name(),
        file.obs().rows(),
        cells.size(),
        cells.withoutLabel(),
        cells.smallClasses(),
        cells.labels().names().size(),
        expression.map(ExpressionSource::description).orElse("none"),
        seen,
        notes);
  }
}
