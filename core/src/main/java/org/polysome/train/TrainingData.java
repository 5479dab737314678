package org.polysome.train;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.polysome.corpus.BatchPlan;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.EpochCells;
import org.polysome.corpus.LoadedStep;
import org.polysome.corpus.Loader;
import org.polysome.corpus.LoaderSettings;
import org.polysome.corpus.OneDomainPlan;
import org.polysome.corpus.OrderedPlan;
import org.polysome.corpus.Repeats;
import org.polysome.corpus.ShuffledPlan;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.spec.PlanSpec;

/** The cells of a plan as batches: those of every training step, and the held-out ones. */
final class TrainingData {

  private final Plan plan;
  private final Corpora corpora;
  private final CellSplit split;
  private final Tokenizer tokenizer;
  private final KnownLabels cells;
  private final BatchPlan order;
  private final EpochCells epoch;

  /**
   * The batches of a plan.
   *
   * @param fitted what is known of the training cells
   */
  TrainingData(Plan plan, Corpora corpora, CellSplit split, FittedParts fitted) {
    this.plan = plan;
    this.corpora = corpora;
    this.split = split;
    this.tokenizer =
        new Tokenizer(plan.tokenizer(), corpora.measured(), fitted.tokenizer())
            .padsToLength(plan.model().traits().padsToLength())
            .withWholeCells(plan.model().readsWholeCells());
    this.cells =
        new KnownLabels(corpora, fitted.labels(), column -> corpora.labels(column).categories());
    this.epoch = epochCells();
    this.order = order();
  }

  private EpochCells epochCells() {
    List<int[]> rows = corpora.byCorpus(split.training());
    List<Double> weights = plan.data().weights();
    return new EpochCells(
        IntStream.range(0, rows.size())
            .mapToObj(part -> new EpochCells.Part(rows.get(part), weights.get(part)))
            .toList(),
        corpora.cells());
  }

  private BatchPlan order() {
    ShuffledPlan.Cut cut = ShuffledPlan.Cut.of(plan.training().cellsPerStep());
    return switch (plan.data().plan()) {
      case PlanSpec.Shuffled any -> new ShuffledPlan(epoch, this::tokens, cut, plan.seed());
      case PlanSpec.OneDomain(String column) -> {
        int[] domains = corpora.labels(column).codes();
        yield new OneDomainPlan(epoch, row -> domains[row], this::tokens, cut, plan.seed());
      }
    };
  }

  /** Which genes of the vocabulary the model sees of each source. */
  MeasuredGenes measured() {
    return tokenizer.measured();
  }

  /** Steps of one pass over the training cells. */
  long stepsPerEpoch() {
    return order.stepsPerEpoch();
  }

  /** Whether cells are held out. */
  boolean validates() {
    return split.heldOut().length > 0;
  }

  /** Number of cells to train on. */
  int trainingCells() {
    return split.training().length;
  }

  /** Number of cells of an epoch, each counted as often as it comes. */
  int cellsPerEpoch() {
    return epoch.size();
  }

  /** {@link CellSplit#heldOutWords()}. */
  String heldOutWords() {
    return split.heldOutWords();
  }

  /** Number of cells that are kept for the test. */
  int testCells() {
    return split.test().length;
  }

  /** How the cells that are kept for the test are read, if there are any. */
  Optional<String> testWords(Path run) {
    return testCells() == 0
        ? Optional.empty()
        : Optional.of("the test cells are read once: polysome test " + run);
  }

  /** The number of tokens of the longest training cell. */
  int mostTokens() {
    return IntStream.of(split.training()).map(this::tokens).max().orElseThrow();
  }

  /** The mean number of tokens of a training cell. */
  double meanTokens() {
    return IntStream.of(split.training()).map(this::tokens).average().orElseThrow();
  }

  /** The training batches from a step on. */
  Loader training(long firstStep, long lastStep) {
    LoaderSettings settings =
        LoaderSettings.steps(firstStep, lastStep, plan.training().threads())
            .withPieces(plan.training().accumulate());
    return new Loader(
        new Loader.Source(
            new Repeats(cells, corpora.cells()),
            order,
            plan.targets(),
            number -> Draw.training(plan.seed(), number)),
        tokenizer,
        settings);
  }

  /** All held-out cells, the same batches each time; to be closed. */
  Stream<TokenBatch> heldOut() {
    return ordered(split.heldOut());
  }

  /** All cells that are kept for the test, read as held-out cells are; to be closed. */
  Stream<TokenBatch> test() {
    return ordered(split.test());
  }

  private Stream<TokenBatch> ordered(int[] rows) {
    BatchPlan ordered = new OrderedPlan(rows, this::tokens, plan.training().batchSize());
    Draw draw = Draw.validation(plan.seed());
    Loader loader =
        new Loader(
            new Loader.Source(cells, ordered, plan.targets(), number -> draw),
            tokenizer,
            LoaderSettings.steps(0, ordered.stepsPerEpoch(), plan.training().threads()));
    Iterator<LoadedStep> steps = loader;
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(steps, Spliterator.ORDERED), false)
        .flatMap(step -> step.batches().stream())
        .onClose(loader::close);
  }

  /** The names of the cells of a step. */
  List<String> cells(long step) {
    return IntStream.of(order.rows(step))
        .map(this::cell)
        .mapToObj(row -> "row %d '%s'".formatted(row, corpora.name(row)))
        .toList();
  }

  private int tokens(int row) {
    int cell = cell(row);
    return tokenizer.tokens(corpora.source(cell), corpora.genesSeen(cell));
  }

  /** The row of a cell that may have come before in its epoch ({@link Repeats}). */
  private int cell(int row) {
    return row % corpora.cells();
  }
}
