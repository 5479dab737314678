package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;

class TokenizerTest {

  private static final int VOCABULARY = 300;
  private static final List<Target> TARGETS =
      List.of(new Target.MaskedValues(0.4), new Target.WholeCell());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameCellGivesTheSameTokensInAnyBatchAndOrder(long seed) {
    for (GeneSelection genes : selections()) {
      Tokenizer tokenizer = tokenizer(genes, 64, Sampling.UNIFORM);
      List<Cell> cells = cells(seed, 20);
      Draw draw = Draw.training(seed, 5);
      TokenBatch all = tokenizer.tokenize(cells, draw, TARGETS);
      List<Integer> order = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
      Collections.shuffle(order, new Random(seed));
      TokenBatch shuffled =
          tokenizer.tokenize(order.stream().map(cells::get).toList(), draw, TARGETS);
      for (int i = 0; i < 20; i++) {
        TokenBatch alone = tokenizer.tokenize(List.of(cells.get(order.get(i))), draw, TARGETS);
        assertThat(tokens(shuffled, i)).as("seed %d %s", seed, genes).isEqualTo(tokens(alone, 0));
        assertThat(tokens(all, order.get(i))).isEqualTo(tokens(alone, 0));
      }
    }
  }

  @Test
  void anotherEpochOrSeedDrawsOtherTokensAndEmbeddingHidesNothing() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.NonZero(), 40, Sampling.UNIFORM);
    List<Cell> cells = cells(9, 1);
    String first = tokens(tokenizer.tokenize(cells, Draw.training(1, 0), TARGETS), 0);
    assertThat(tokens(tokenizer.tokenize(cells, Draw.training(1, 1), TARGETS), 0))
        .isNotEqualTo(first);
    assertThat(tokens(tokenizer.tokenize(cells, Draw.training(2, 0), TARGETS), 0))
        .isNotEqualTo(first);
    TokenBatch embedded = tokenizer.tokenize(cells, Draw.embedding(1), TARGETS);
    assertThat(embedded.masked()).isEmpty();
    assertThat(embedded.kinds()).doesNotContain(TokenKind.MASK.code());
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void hidesExactlyTheRatioAndKeepsWhatItHides(long seed) {
    for (GeneSelection genes : selections()) {
      Tokenizer tokenizer = tokenizer(genes, 64, Sampling.UNIFORM);
      List<Cell> cells = cells(seed, 10);
      TokenBatch batch = tokenizer.tokenize(cells, Draw.training(seed, 0), TARGETS);
      TokenBatch.Masked masked = batch.masked().orElseThrow();
      for (int cell = 0; cell < batch.cells(); cell++) {
        int start = cell * batch.tokens();
        int end = start + batch.tokens();
        int geneTokens = batch.lengths()[cell] - 1;
        long hidden = Arrays.stream(masked.positions()).filter(p -> p >= start && p < end).count();
        assertThat(hidden).isEqualTo(Math.max(1, Math.round(0.4 * geneTokens)));
      }
      for (int i = 0; i < masked.positions().length; i++) {
        int at = masked.positions()[i];
        assertThat(batch.kinds()[at]).isEqualTo(TokenKind.MASK.code());
        assertThat(batch.values()[at]).isZero();
        assertThat(batch.counts()[at]).isZero();
        Cell cell = cells.get(at / batch.tokens());
        assertThat(masked.counts()[i]).isEqualTo(count(cell, batch.genes()[at]));
        assertThat(masked.values()[i]).isCloseTo(value(cell, batch.genes()[at]), offset(1e-6f));
      }
      assertThat(masked.positions()).isSorted();
    }
  }

  @Test
  void valuesAreLogOfCountsScaledToTheTarget() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.NonZero(), 500, Sampling.UNIFORM);
    List<Cell> cells = cells(11, 5);
    TokenBatch batch =
        tokenizer.tokenize(cells, Draw.embedding(0), List.of(new Target.WholeCell()));
    TokenBatch.WholeCells whole = batch.whole().orElseThrow();
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      assertThat(batch.lengths()[c]).isEqualTo(cell.size() + 1);
      for (int i = 0; i < cell.size(); i++) {
        int token = c * batch.tokens() + 1 + i;
        assertThat(batch.genes()[token]).isEqualTo(cell.genes()[i]);
        assertThat(batch.values()[token]).isCloseTo(value(cell, cell.genes()[i]), offset(1e-6f));
        assertThat(batch.counts()[token]).isEqualTo(cell.counts()[i]);
        assertThat(whole.genes()[whole.indptr()[c] + i]).isEqualTo(cell.genes()[i]);
        assertThat(whole.values()[whole.indptr()[c] + i]).isEqualTo(batch.values()[token]);
      }
    }
  }

  @Test
  void zerosAreTokensOnlyWhereTheSourceMeasuredTheGene() {
    BitSet even = new BitSet();
    IntStream.range(0, VOCABULARY).filter(g -> g % 2 == 0).forEach(even::set);
    BitSet all = new BitSet();
    all.set(0, VOCABULARY);
    MeasuredGenes measured = MeasuredGenes.of(VOCABULARY, List.of(all, even));
    Tokenizer tokenizer =
        new Tokenizer(
            spec(new GeneSelection.All(), 400, Sampling.UNIFORM), measured, Optional.empty());
    Cell cell = new Cell(new int[] {2, 8}, new float[] {3, 1}, 1);
    TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.embedding(0), List.of());
    assertThat(batch.tokens()).isEqualTo(151);
    assertThat(batch.genes()).doesNotContain(1, 3, 299).contains(0, 2, 298);
    assertThat(batch.kinds()[1]).isEqualTo(TokenKind.ZERO.code());
    assertThat(batch.kinds()[2]).isEqualTo(TokenKind.VALUE.code());
    assertThat(measured.toBytes()).hasSize(600);
    assertThat(measured.toBytes()[301]).isZero();
  }

  @Test
  void nonZeroFirstKeepsEverySeenGeneAndFillsWithZeros() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.All(), 101, Sampling.NON_ZERO_FIRST);
    Cell cell = cells(3, 1).getFirst();
    Cell small = new Cell(Arrays.copyOf(cell.genes(), 30), Arrays.copyOf(cell.counts(), 30), 0);
    TokenBatch batch = tokenizer.tokenize(List.of(small), Draw.training(1, 0), List.of());
    assertThat(batch.tokens()).isEqualTo(101);
    assertThat(batch.genes()).contains(small.genes());
    assertThat(count(batch, TokenKind.VALUE)).isEqualTo(30);
    assertThat(count(batch, TokenKind.ZERO)).isEqualTo(70);
  }

  @Test
  void samplesGenesUniformly() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.NonZero(), 21, Sampling.UNIFORM);
    int[] genes = IntStream.range(0, 100).toArray();
    float[] counts = new float[100];
    Arrays.fill(counts, 1);
    int[] taken = new int[VOCABULARY];
    int epochs = 4000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      TokenBatch batch =
          tokenizer.tokenize(
              List.of(new Cell(genes, counts, 0)), Draw.training(17, epoch), List.of());
      IntStream.range(1, 21).forEach(i -> taken[batch.genes()[i]]++);
    }
    // Each gene is taken 800 times on average, with a standard deviation of 25.
    assertThat(Arrays.stream(taken, 0, 100)).allMatch(n -> Math.abs(n - 800) < 5 * 25);
  }

  @Test
  void padsToTheLongestAndMarksPadding() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.NonZero(), 64, Sampling.UNIFORM);
    Cell small = new Cell(new int[] {5}, new float[] {2}, 0);
    Cell empty = new Cell(new int[0], new float[0], 0);
    Cell three = new Cell(new int[] {1, 2, 3}, new float[] {1, 1, 1}, 0);
    TokenBatch batch =
        tokenizer.tokenize(List.of(small, empty, three), Draw.training(1, 1), TARGETS);
    assertThat(batch.tokens()).isEqualTo(4);
    assertThat(batch.lengths()).containsExactly(2, 1, 4);
    assertThat(count(batch, TokenKind.PAD)).isEqualTo(5);
    assertThat(batch.genes()[3]).isEqualTo(VOCABULARY + TokenKind.PAD.ordinal());
    assertThat(batch.genes()[0]).isEqualTo(VOCABULARY + TokenKind.CLS.ordinal());
    assertThat(batch.masked().orElseThrow().positions()).hasSize(2);
  }

  @Test
  void labelsFollowTheirTarget() {
    Tokenizer tokenizer = tokenizer(new GeneSelection.NonZero(), 64, Sampling.UNIFORM);
    LabelledCells cells = new LabelledCells(cells(1, 2), Map.of("type", new int[] {3, -1}));
    List<Target> asked = List.of(new Target.Label("type"));
    assertThat(tokenizer.tokenize(cells, Draw.embedding(0), asked).labels().get("type"))
        .containsExactly(3, TokenBatch.NO_LABEL);
    assertThatThrownBy(
            () -> tokenizer.tokenize(cells, Draw.embedding(0), List.of(new Target.Label("batch"))))
        .hasMessageContaining("batch");
    assertThatThrownBy(
            () ->
                tokenizer.builder(
                    List.of(new Target.MaskedValues(0.1), new Target.MaskedValues(0.2))))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void normalisations() {
    assertThat(new Normalisation.Log().value(3, 1)).isCloseTo((float) Math.log(4), within(1e-6f));
    assertThat(new Normalisation.None().value(3, 1)).isEqualTo(3);
    Normalisation plain = new Normalisation.LibrarySize(100, false);
    assertThat(plain.value(3, plain.scale(50))).isEqualTo(6);
    assertThat(plain.scale(0)).isEqualTo(1);
    assertThatThrownBy(() -> new Normalisation.LibrarySize(0, true))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void paddingToTheLengthLeavesTheTokensAsTheyAre() {
    List<Cell> cells = cells(4, 6);
    Tokenizer plain = tokenizer(new GeneSelection.NonZero(), 250, Sampling.UNIFORM);
    TokenBatch expected = plain.tokenize(cells, Draw.training(1, 0), TARGETS);
    TokenBatch padded = plain.padsToLength(true).tokenize(cells, Draw.training(1, 0), TARGETS);
    assertThat(expected.tokens()).isLessThan(250);
    assertThat(padded.tokens()).isEqualTo(250);
    for (int cell = 0; cell < 6; cell++) {
      assertThat(tokens(padded, cell)).isEqualTo(tokens(expected, cell));
    }
    int hidden = padded.masked().orElseThrow().positions()[0];
    assertThat(padded.kinds()[hidden]).isEqualTo(TokenKind.MASK.code());
  }

  private static List<GeneSelection> selections() {
    return List.of(
        new GeneSelection.NonZero(),
        new GeneSelection.All(),
        new GeneSelection.HighlyVariable(150, true),
        new GeneSelection.HighlyVariable(150, false));
  }

  private static Tokenizer tokenizer(GeneSelection genes, int length, Sampling sampling) {
    BitSet half = new BitSet();
    half.set(0, 150);
    Optional<BitSet> selected =
        genes instanceof GeneSelection.HighlyVariable ? Optional.of(half) : Optional.empty();
    return new Tokenizer(
        spec(genes, length, sampling), MeasuredGenes.everything(1, VOCABULARY), selected);
  }

  private static TokenizerSpec spec(GeneSelection genes, int length, Sampling sampling) {
    return new TokenizerSpec(
        genes, length, sampling, true, new Normalisation.LibrarySize(10_000, true));
  }

  private static List<Cell> cells(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int[] genes =
                  IntStream.range(0, VOCABULARY).filter(g -> random.nextDouble() < 0.5).toArray();
              float[] counts = new float[genes.length];
              IntStream.range(0, genes.length)
                  .forEach(g -> counts[g] = 1 + (int) Math.exp(7 * random.nextDouble()));
              return new Cell(genes, counts, 0);
            })
        .toList();
  }

  /** What the model sees of a cell, and what is asked of it. */
  private static String tokens(TokenBatch batch, int cell) {
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < batch.lengths()[cell]; token++) {
      int at = cell * batch.tokens() + token;
      text.append(batch.genes()[at]).append(':').append(batch.values()[at]).append(':');
      text.append(batch.counts()[at]).append(':').append(batch.kinds()[at]).append(' ');
    }
    return text.toString();
  }

  private static float count(Cell cell, int gene) {
    int at = Arrays.binarySearch(cell.genes(), gene);
    return at < 0 ? 0 : cell.counts()[at];
  }

  private static float value(Cell cell, int gene) {
    double total = 0;
    for (float count : cell.counts()) {
      total += count;
    }
    return (float) StrictMath.log1p(10_000 / total * count(cell, gene));
  }

  private static long count(TokenBatch batch, TokenKind kind) {
    return IntStream.range(0, batch.kinds().length)
        .filter(i -> batch.kinds()[i] == kind.code())
        .count();
  }
}
