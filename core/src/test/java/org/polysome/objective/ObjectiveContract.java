package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.model.Encoded;
import org.polysome.model.State;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.LabelledCells;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/**
 * What every objective promises. Extend it, give the spec, and the objective is tested. Zeros are
 * tokens here, source 0 measured all genes, source 1 all but the first {@link #UNMEASURED} and
 * source 2 none.
 */
abstract class ObjectiveContract {

  static final int GENES = 24;
  static final int WIDTH = 6;
  static final int UNMEASURED = 5;
  static final long SEED = 11;

  private final Parameters parameters = new Parameters(Device.CPU, SEED);
  private final Scope scope = new Scope();

  static final String COLUMN = "type";

  /** The objective under test. */
  abstract ObjectiveSpec spec();

  /** Whether it has heads of its own. */
  boolean hasParameters() {
    return true;
  }

  /** Whether its loss may fall below zero, constants having been left out. */
  boolean mayBeNegative() {
    return false;
  }

  /** The labels of {@link #COLUMN}. */
  LabelDictionary labels() {
    return LabelDictionary.of(List.of("B", "T", "unknown"), List.of("unknown"));
  }

  @Test
  void isReadFromItsOwnText() {
    String text = Config.text((Record) spec());
    assertThat(Config.bind(YamlReader.read(text, "text"), spec().getClass())).isEqualTo(spec());
  }

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  @Test
  void namesItsTermsAndParametersAfterItself() {
    Objective objective = objective(parameters);
    assertThat(objective.terms())
        .isNotEmpty()
        .allSatisfy(term -> assertThat(term.name()).startsWith(spec().name() + "."))
        .allSatisfy(term -> assertThat(term.weight()).isPositive());
    assertThat(parameters.all().isEmpty()).isEqualTo(!hasParameters());
    assertThat(parameters.all().keySet())
        .allSatisfy(name -> assertThat(name).startsWith("objective." + spec().name() + "."));
  }

  /** Recipes name an objective as its record is called; labels have their column too. */
  @Test
  void isCalledWhatRecipesCallIt() {
    String type = spec().getClass().getSimpleName();
    String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    String name = spec() instanceof Label label ? words + "." + label.column() : words;
    assertThat(spec().name()).isEqualTo(name);
    assertThat(objective(parameters).terms())
        .extracting(Term::name)
        .doesNotHaveDuplicates()
        .allMatch(term -> term.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+"));
  }

  @Test
  void readsWhatItSaysThatItReads() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(batch(cells(6, 0), 0));
    total(objective, states).backward();
    double reached =
        states.tokens().gradient().map(gradient -> gradient.abs().sum().item()).orElse(0.0);
    assertThat(reached > 0).isEqualTo(spec().needs().contains(State.TOKENS));
    Pass plain = states.pass(Mode.TRAINING, Optional.empty());
    if (spec().needs().contains(State.VARIANCES)) {
      assertThatThrownBy(() -> objective.sums(plain, 1))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no distribution of a cell");
    } else {
      assertThat(sums(objective, plain)).containsExactly(sums(objective, states));
    }
  }

  /** States of tokens and vectors of their genes, of which a model of whole cells has none. */
  @Test
  void doesWithoutTheStatesThatItDoesNotNeed() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(batch(cells(6, 0), 0));
    Pass pass = states.pass();
    Tensor none = states.tokens().narrow(1, 0, 0);
    Encoded bare =
        new Encoded(none, none, states.cells(), Optional.empty(), pass.states().variances());
    Pass without = new Pass(pass.inputs(), pass.mode(), bare, (inputs, mode) -> bare);
    boolean needsTokens =
        spec().needs().contains(State.TOKENS) || spec().needs().contains(State.GENES);
    if (needsTokens) {
      assertThatThrownBy(() -> sums(objective, without)).isInstanceOf(RuntimeException.class);
    } else {
      assertThat(sums(objective, without)).containsExactly(sums(objective, pass));
    }
  }

  /** The first sum is that of the squared errors of these predictions of hidden values. */
  final void assertSquaredErrors(Objective objective, MadeUpStates states, double[] numbers) {
    float[] truth = states.batch().masked().orElseThrow().values();
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += (numbers[i] - truth[i]) * (numbers[i] - truth[i]);
    }
    assertThat(sums(objective, states)[0]).isCloseTo(sum, within(1e-4 * sum));
  }

  @Test
  void predictionsAreOneForEachValueThatIsAskedFor() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(batch(cells(6, 0), 0));
    Optional<ValueHead> head = objective.valueHead();
    Optional<ValueLoss> hidden =
        switch (spec()) {
          case MaskedValues values -> Optional.of(values.loss());
          case CellToGeneValues values -> Optional.of(values.loss());
          default -> Optional.empty();
        };
    boolean whole =
        spec() instanceof Wced
            || spec() instanceof WholeCellCounts
            || spec() instanceof EvidenceLowerBound;
    assertThat(head.isPresent()).isEqualTo(whole || hidden.flatMap(ValueLoss::reading).isPresent());
    if (head.isEmpty()) {
      return;
    }
    assertThat(head.get().asked())
        .isEqualTo(whole ? ValueHead.Asked.WHOLE_CELLS : ValueHead.Asked.HIDDEN);
    Tensor found = head.get().predict().apply(states.pass());
    long[] shape =
        whole
            ? new long[] {6, GENES}
            : new long[] {states.batch().masked().orElseThrow().values().length};
    assertThat(found.shape()).containsExactly(shape);
    double[] numbers = found.toDoubles();
    for (double number : numbers) {
      assertThat(number).isFinite();
    }
    assertThat(head.get().predict().apply(states.padded(2).pass()).toDoubles())
        .containsExactly(numbers, within(1e-5));
    assertThat(Arrays.stream(numbers).distinct().count()).isGreaterThan(1);
    predictions(objective, states, head.get().unit(), numbers);
  }

  /** What else is known of the predictions of six cells that measured all genes. */
  void predictions(
      Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
    assertThat(unit).isNotNull();
  }

  @Test
  void gradientReachesTheModelAndEveryParameter() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(batch(cells(6, 0), 0));
    total(objective, states).backward();
    parameters
        .trained()
        .forEach(
            (name, tensor) ->
                assertThat(tensor.gradient().orElseThrow().abs().sum().item())
                    .as(name)
                    .isPositive());
    double reached =
        states.tokens().gradient().map(gradient -> gradient.abs().sum().item()).orElse(0.0)
            + states.cells().gradient().map(gradient -> gradient.abs().sum().item()).orElse(0.0);
    assertThat(reached).isPositive();
  }

  @Test
  void paddingDoesNotMatter() {
    Objective objective = objective(parameters);
    MadeUpStates narrow = MadeUpStates.of(batch(cells(6, 0), 0));
    MadeUpStates wide = narrow.padded(3);
    assertThat(objective.counts(wide.batch())).isEqualTo(objective.counts(narrow.batch()));
    assertClose(sums(objective, wide), sums(objective, narrow));
  }

  /** Without batch mates to depend on, and only then, small batches add up to a large one. */
  @Test
  void sumsAndCountsOfPartsAddUpToThoseOfTheWhole() {
    Objective objective = objective(parameters);
    MadeUpStates whole = MadeUpStates.of(batch(cells(6, 0), 0));
    double[] expected = sums(objective, whole);
    double[] found = new double[expected.length];
    long[] counts = new long[expected.length];
    for (int[] part : new int[][] {{0, 2}, {2, 3}, {3, 6}}) {
      MadeUpStates states = whole.cells(part[0], part[1]);
      double[] sums = sums(objective, states);
      for (int i = 0; i < sums.length; i++) {
        found[i] += sums[i];
        counts[i] += objective.counts(states.batch())[i];
      }
    }
    boolean countsAddUp = Arrays.equals(counts, objective.counts(whole.batch()));
    assertThat(countsAddUp && close(found, expected)).isEqualTo(spec().batchIndependent());
  }

  /** What has no value must be 0, as it is added to what other batches of the step have. */
  @Test
  void aBatchWithoutAValueAddsNothing() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(emptyBatch());
    long[] counts = objective.counts(states.batch());
    double[] sums = sums(objective, states);
    for (int i = 0; i < sums.length; i++) {
      assertThat(counts[i] > 0 || sums[i] == 0)
          .as("%s: %s over %s values", objective.terms().get(i).name(), sums[i], counts[i])
          .isTrue();
    }
    if (Arrays.stream(counts).allMatch(count -> count == 0)) {
      total(objective, states).backward();
      assertThat(parameters.trained().values()).allSatisfy(ObjectiveContract::assertNotMoved);
    }
  }

  private static void assertNotMoved(Tensor parameter) {
    parameter.gradient().ifPresent(found -> assertThat(found.abs().sum().item()).isZero());
  }

  @Test
  void genesThatWereNotMeasuredDoNotMatter() {
    Objective objective = objective(parameters);
    MadeUpStates states = MadeUpStates.of(batch(cells(6, 1), 0));
    double[] before = sums(objective, states);
    for (Tensor tensor : parameters.trained().values()) {
      if (tensor.size(0) % GENES == 0 && tensor.size(0) >= GENES) {
        try (NoGradient frozen = new NoGradient()) {
          tensor.narrow(0, 0, UNMEASURED * (tensor.size(0) / GENES)).fillInPlace(1e6);
        }
      }
    }
    assertThat(sums(objective, states)).containsExactly(before);
  }

  @Test
  void isAFunctionOfParametersBatchAndSeed() {
    try (Parameters twins = new Parameters(Device.CPU, SEED)) {
      MadeUpStates states = MadeUpStates.of(batch(cells(6, 0), 0));
      assertThat(sums(objective(twins), states))
          .containsExactly(sums(objective(parameters), states));
    }
  }

  @Test
  void countsAreWhatTheSumsAreOver() {
    Objective objective = objective(parameters);
    TokenBatch batch = batch(cells(6, 0), 0);
    assertThat(objective.counts(batch)).hasSameSizeAs(objective.terms()).doesNotContain(0L);
    double[] sums = sums(objective, MadeUpStates.of(batch));
    assertThat(sums).hasSameSizeAs(objective.terms());
    for (double sum : sums) {
      assertThat(sum).isFinite();
      assertThat(sum > 0 || mayBeNegative()).isTrue();
    }
  }

  /** The objective under test, with parameters that the test frees. */
  final Objective objective() {
    return objective(parameters);
  }

  /** States of six cells that measured all genes. */
  final MadeUpStates states() {
    return MadeUpStates.of(batch(cells(6, 0), 0));
  }

  /** States of six cells that did not measure the first genes. */
  final MadeUpStates statesOfFewGenes() {
    return MadeUpStates.of(batch(cells(6, 1), 0));
  }

  private Objective objective(Parameters store) {
    BuildContext build =
        new BuildContext(new Dimensions(GENES, WIDTH, 1, 1), store, new Weights.Normal(0.3));
    return spec()
        .build(
            new ObjectiveContext(build, measured(), Map.of(COLUMN, labels()), WIDTH, 0)
                .named(spec().name()));
  }

  private static Tensor total(Objective objective, MadeUpStates states) {
    List<Tensor> sums = objective.sums(states.pass(), 1);
    return sums.stream().reduce(Tensor::add).orElseThrow();
  }

  static double[] sums(Objective objective, MadeUpStates states) {
    return sums(objective, states.pass());
  }

  private static double[] sums(Objective objective, Pass pass) {
    return objective.sums(pass, 1).stream().mapToDouble(Tensor::item).toArray();
  }

  private static void assertClose(double[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5 * Math.abs(expected[i])));
    }
  }

  private static boolean close(double[] found, double[] expected) {
    return IntStream.range(0, expected.length)
        .allMatch(i -> Math.abs(found[i] - expected[i]) <= 1e-5 * Math.abs(expected[i]));
  }

  private static MeasuredGenes measured() {
    BitSet all = new BitSet();
    all.set(0, GENES);
    BitSet some = new BitSet();
    some.set(UNMEASURED, GENES);
    return MeasuredGenes.of(GENES, List.of(all, some, new BitSet()));
  }

  private static List<Cell> cells(int count, int source) {
    List<Cell> cells = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      RandomGenerator random = Seeds.generator(SEED, c);
      int first = source == 1 ? UNMEASURED : 0;
      int[] genes = IntStream.range(first, GENES).filter(g -> random.nextBoolean()).toArray();
      float[] counts = new float[genes.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = 1 + random.nextInt(20);
      }
      cells.add(new Cell(genes, counts, source));
    }
    return cells;
  }

  /** One cell that has no label, of a source that measured nothing. */
  private TokenBatch emptyBatch() {
    return batch(
        List.of(new Cell(new int[0], new float[0], 2)), new int[] {TokenBatch.NO_LABEL}, 0);
  }

  private TokenBatch batch(List<Cell> cells, long epoch) {
    return batch(cells, new int[] {0, 1, 2, 1, TokenBatch.NO_LABEL, 0}, epoch);
  }

  private TokenBatch batch(List<Cell> cells, int[] labels, long epoch) {
    TokenizerSpec tokens =
        new TokenizerSpec(
            new GeneSelection.All(),
            13,
            Sampling.UNIFORM,
            true,
            new Normalisation.LibrarySize(1e4, true));
    Map<String, int[]> codes = Map.of(COLUMN, labels);
    return new Tokenizer(tokens, measured(), Optional.empty())
        .tokenize(new LabelledCells(cells, codes), Draw.training(SEED, epoch), spec().targets());
  }
}
