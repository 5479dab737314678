package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/**
 * What every objective promises. Extend it, give the spec, and the objective is tested. Zeros are
 * tokens here, source 0 measured all genes and source 1 all but the first {@link #UNMEASURED}.
 */
abstract class ObjectiveContract {

  static final int GENES = 24;
  static final int WIDTH = 6;
  static final int UNMEASURED = 5;
  static final long SEED = 11;

  private final Parameters parameters = new Parameters(Device.CPU, SEED);
  private final Scope scope = new Scope();

  /** The objective under test. */
  abstract ObjectiveSpec spec();

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
    assertThat(parameters.all().keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith("objective." + spec().name() + "."));
  }

  @Test
  void gradientReachesTheModelAndEveryParameter() {
    Objective objective = objective(parameters);
    States states = states(batch(cells(6, 0), 0));
    total(objective, states).backward();
    parameters
        .trained()
        .forEach(
            (name, tensor) ->
                assertThat(tensor.gradient().orElseThrow().abs().sum().item())
                    .as(name)
                    .isPositive());
    double reached =
        states.tokens.gradient().map(gradient -> gradient.abs().sum().item()).orElse(0.0)
            + states.cells.gradient().map(gradient -> gradient.abs().sum().item()).orElse(0.0);
    assertThat(reached).isPositive();
  }

  @Test
  void paddingDoesNotMatter() {
    Objective objective = objective(parameters);
    States narrow = states(batch(cells(6, 0), 0));
    States wide = narrow.padded(3);
    assertThat(objective.counts(wide.batch)).isEqualTo(objective.counts(narrow.batch));
    assertClose(sums(objective, wide), sums(objective, narrow));
  }

  @Test
  void sumsAndCountsOfPartsAddUpToThoseOfTheWhole() {
    Objective objective = objective(parameters);
    States whole = states(batch(cells(6, 0), 0));
    double[] expected = sums(objective, whole);
    double[] found = new double[expected.length];
    long[] counts = new long[expected.length];
    for (int[] part : new int[][] {{0, 2}, {2, 3}, {3, 6}}) {
      States states = whole.cells(part[0], part[1]);
      double[] sums = sums(objective, states);
      for (int i = 0; i < sums.length; i++) {
        found[i] += sums[i];
        counts[i] += objective.counts(states.batch)[i];
      }
    }
    assertThat(counts).isEqualTo(objective.counts(whole.batch));
    assertClose(found, expected);
  }

  @Test
  void genesThatWereNotMeasuredDoNotMatter() {
    Objective objective = objective(parameters);
    States states = states(batch(cells(6, 1), 0));
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
      States states = states(batch(cells(6, 0), 0));
      assertThat(sums(objective(twins), states))
          .containsExactly(sums(objective(parameters), states));
    }
  }

  @Test
  void countsAreWhatTheSumsAreOver() {
    Objective objective = objective(parameters);
    TokenBatch batch = batch(cells(6, 0), 0);
    assertThat(objective.counts(batch)).hasSameSizeAs(objective.terms()).doesNotContain(0L);
    double[] sums = sums(objective, states(batch));
    assertThat(sums).hasSameSizeAs(objective.terms());
    for (double sum : sums) {
      assertThat(sum).isFinite().isPositive();
    }
  }

  private Objective objective(Parameters store) {
    BuildContext build =
        new BuildContext(new Dimensions(GENES, WIDTH, 1, 1), store, new Weights.Normal(0.3));
    return spec().build(new ObjectiveContext(build, measured()).named(spec().name()));
  }

  private static Tensor total(Objective objective, States states) {
    List<Tensor> sums = objective.sums(states, 1);
    return sums.stream().reduce(Tensor::add).orElseThrow();
  }

  private static double[] sums(Objective objective, States states) {
    return objective.sums(states, 1).stream().mapToDouble(Tensor::item).toArray();
  }

  private static void assertClose(double[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5 * Math.abs(expected[i])));
    }
  }

  private static MeasuredGenes measured() {
    BitSet all = new BitSet();
    all.set(0, GENES);
    BitSet some = new BitSet();
    some.set(UNMEASURED, GENES);
    return MeasuredGenes.of(GENES, List.of(all, some));
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

  private TokenBatch batch(List<Cell> cells, long epoch) {
    TokenizerSpec tokens =
        new TokenizerSpec(
            new GeneSelection.All(),
            13,
            Sampling.UNIFORM,
            true,
            new Normalisation.LibrarySize(1e4, true));
    return new Tokenizer(tokens, measured(), Optional.empty())
        .tokenize(cells, Draw.training(SEED, epoch), spec().targets());
  }

  private static States states(TokenBatch batch) {
    int tokens = batch.cells() * batch.tokens();
    return new States(
        batch,
        random(1, tokens * WIDTH, batch.cells(), batch.tokens(), WIDTH),
        random(2, batch.cells() * WIDTH, batch.cells(), WIDTH));
  }

  private static Tensor random(long stream, int size, long... shape) {
    RandomGenerator random = Seeds.generator(SEED, stream);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Tensors.of(numbers, shape).requiresGradient(true);
  }

  /** Made-up states of a batch. */
  private record States(TokenBatch batch, Tensor tokens, Tensor cells) implements Pass {

    @Override
    public Mode mode() {
      return Mode.TRAINING;
    }

    /** The same cells with more padding, and other numbers in it. */
    States padded(int more) {
      int width = batch.tokens() + more;
      int[] genes = new int[batch.cells() * width];
      float[] values = new float[genes.length];
      float[] counts = new float[genes.length];
      byte[] kinds = new byte[genes.length];
      Arrays.fill(genes, GENES);
      for (int cell = 0; cell < batch.cells(); cell++) {
        int from = cell * batch.tokens();
        int to = cell * width;
        System.arraycopy(batch.genes(), from, genes, to, batch.tokens());
        System.arraycopy(batch.values(), from, values, to, batch.tokens());
        System.arraycopy(batch.counts(), from, counts, to, batch.tokens());
        System.arraycopy(batch.kinds(), from, kinds, to, batch.tokens());
      }
      Optional<TokenBatch.Masked> masked =
          batch
              .masked()
              .map(
                  hidden -> {
                    int[] positions = hidden.positions().clone();
                    for (int i = 0; i < positions.length; i++) {
                      positions[i] += positions[i] / batch.tokens() * more;
                    }
                    return new TokenBatch.Masked(positions, hidden.values(), hidden.counts());
                  });
      Tensor filler = Tensors.full(9, tokens.type(), Device.CPU, batch.cells(), more, WIDTH);
      return new States(
          new TokenBatch(
              batch.cells(),
              width,
              genes,
              values,
              counts,
              kinds,
              batch.lengths(),
              batch.sources(),
              Map.of(),
              masked,
              batch.whole(),
              Map.of()),
          Tensors.concatenate(List.of(tokens.detach(), filler), 1),
          cells);
    }

    /** Some of the cells. */
    States cells(int from, int until) {
      int count = until - from;
      int first = from * batch.tokens();
      int last = until * batch.tokens();
      return new States(
          new TokenBatch(
              count,
              batch.tokens(),
              Arrays.copyOfRange(batch.genes(), first, last),
              Arrays.copyOfRange(batch.values(), first, last),
              Arrays.copyOfRange(batch.counts(), first, last),
              Arrays.copyOfRange(batch.kinds(), first, last),
              Arrays.copyOfRange(batch.lengths(), from, until),
              Arrays.copyOfRange(batch.sources(), from, until),
              Map.of(),
              batch.masked().map(hidden -> part(hidden, first, last)),
              batch.whole().map(whole -> part(whole, from, until)),
              Map.of()),
          tokens.narrow(0, from, count),
          cells.narrow(0, from, count));
    }

    private static TokenBatch.Masked part(TokenBatch.Masked hidden, int first, int last) {
      int[] rows =
          IntStream.range(0, hidden.positions().length)
              .filter(row -> hidden.positions()[row] >= first && hidden.positions()[row] < last)
              .toArray();
      float[] values = new float[rows.length];
      float[] counts = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        values[i] = hidden.values()[rows[i]];
        counts[i] = hidden.counts()[rows[i]];
      }
      int[] positions = IntStream.of(rows).map(row -> hidden.positions()[row] - first).toArray();
      return new TokenBatch.Masked(positions, values, counts);
    }

    private static TokenBatch.WholeCells part(TokenBatch.WholeCells whole, int from, int until) {
      int first = whole.indptr()[from];
      int last = whole.indptr()[until];
      int[] indptr =
          IntStream.rangeClosed(from, until).map(cell -> whole.indptr()[cell] - first).toArray();
      return new TokenBatch.WholeCells(
          indptr,
          Arrays.copyOfRange(whole.genes(), first, last),
          Arrays.copyOfRange(whole.values(), first, last),
          Arrays.copyOfRange(whole.counts(), first, last));
    }
  }
}
