package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;

/** The values of genes that are named, hidden among the tokens of a cell. */
class NamedGenesTest {

  private static final int GENES = 100;
  private static final int LENGTH = 41;

  /** Even genes are seen, gene g with count g + 1. */
  private static final Cell CELL =
      new Cell(IntStream.range(0, GENES / 2).map(i -> 2 * i).toArray(), counts(GENES / 2), 0);

  private static float[] counts(int size) {
    float[] counts = new float[size];
    for (int i = 0; i < size; i++) {
      counts[i] = 2 * i + 1;
    }
    return counts;
  }

  private static TokenizerSpec spec(GeneSelection genes, int length, TokenOrder order) {
    return new TokenizerSpec(
        genes,
        length,
        Sampling.UNIFORM,
        true,
        false,
        new Normalisation.Log(),
        order,
        InputDropout.NONE,
        Depth.NONE,
        Totals.CELL,
        List.of());
  }

  private static Tokenizer tokenizer(TokenizerSpec spec) {
    return new Tokenizer(spec, MeasuredGenes.everything(1, GENES), Optional.empty());
  }

  private static TokenBatch ask(TokenizerSpec spec, Cell cell, int... named) {
    BatchBuilder builder = tokenizer(spec).builder(List.of(new Target.NamedValues()));
    builder.begin(Draw.embedding(3));
    CellBuffer buffer = new CellBuffer();
    buffer.set(cell);
    builder.add(buffer, named);
    return builder.build(java.util.Map.of());
  }

  private static int[] genes(TokenBatch batch) {
    return IntStream.of(batch.genes()).filter(gene -> gene < GENES).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {LENGTH, 2 * GENES})
  void theyAreTokensSeenOrNotAndTheirValuesAreKeptAside(int length) {
    TokenizerSpec spec = spec(new GeneSelection.NonZero(), length, TokenOrder.BY_ID);
    int[] named = {5, 8, 33, 90};
    TokenBatch batch = ask(spec, CELL, named);
    TokenBatch.Masked masked = batch.masked().orElseThrow();
    assertThat(masked.genes()).containsExactly(named);
    assertThat(masked.counts()).containsExactly(0, 9, 0, 91);
    for (int row = 0; row < named.length; row++) {
      int at = masked.positions()[row];
      assertThat(batch.genes()[at]).isEqualTo(named[row]);
      assertThat(batch.kinds()[at]).isEqualTo(TokenKind.MASK.code());
      assertThat(batch.values()[at]).isZero();
      assertThat(batch.counts()[at]).isZero();
    }
    assertThat(genes(batch)).isSorted().doesNotHaveDuplicates();
    assertThat(batch.tokens()).isEqualTo(Math.min(length, 1 + GENES / 2 + 2));
    for (int at = 1; at < batch.tokens(); at++) {
      if (batch.kinds()[at] == TokenKind.VALUE.code()) {
        assertThat(batch.counts()[at]).isEqualTo(batch.genes()[at] + 1);
        assertThat(batch.values()[at]).isEqualTo((float) Math.log1p(batch.counts()[at]));
      }
    }
  }

  @Test
  void theOthersAreThoseOfEmbeddingAsFarAsThereIsRoom() {
    TokenizerSpec spec = spec(new GeneSelection.NonZero(), LENGTH, TokenOrder.BY_ID);
    int[] plain = genes(tokenizer(spec).tokenize(List.of(CELL), Draw.embedding(3), List.of()));
    int[] named = {1, 3, 5};
    int[] asked = genes(ask(spec, CELL, named));
    assertThat(asked).hasSize(LENGTH - 1).contains(named);
    assertThat(IntStream.of(asked).filter(gene -> gene % 2 == 0).boxed().toList())
        .isSubsetOf(IntStream.of(plain).boxed().toList())
        .hasSize(plain.length - named.length);
  }

  @Test
  void whereAllGenesAreTokensAllStayAndOnlyTheNamedAreHidden() {
    TokenizerSpec spec = spec(new GeneSelection.All(), GENES + 1, TokenOrder.BY_ID);
    TokenBatch plain = tokenizer(spec).tokenize(List.of(CELL), Draw.embedding(3), List.of());
    int[] named = {0, 1, 50, 99};
    TokenBatch asked = ask(spec, CELL, named);
    float[] values = plain.values().clone();
    byte[] kinds = plain.kinds().clone();
    for (int gene : named) {
      values[gene + 1] = 0;
      kinds[gene + 1] = TokenKind.MASK.code();
    }
    assertThat(asked.genes()).isEqualTo(plain.genes());
    assertThat(asked.values()).isEqualTo(values);
    assertThat(asked.kinds()).isEqualTo(kinds);
  }

  @Test
  void genesThatWereNotSeenMakeWayFirst() {
    TokenizerSpec spec = spec(new GeneSelection.All(), LENGTH, TokenOrder.BY_ID);
    TokenBatch plain = tokenizer(spec).tokenize(List.of(CELL), Draw.embedding(3), List.of());
    BitSet taken = new BitSet();
    IntStream.of(genes(plain)).forEach(taken::set);
    int[] named = IntStream.range(0, GENES).filter(g -> !taken.get(g)).limit(12).toArray();
    long unseen = IntStream.of(genes(plain)).filter(gene -> gene % 2 == 1).count();
    assertThat(unseen).isGreaterThan(12);
    TokenBatch asked = ask(spec, CELL, named);
    assertThat(genes(asked)).hasSize(LENGTH - 1);
    assertThat(IntStream.of(genes(plain)).filter(gene -> gene % 2 == 0))
        .allMatch(seen -> IntStream.of(genes(asked)).anyMatch(gene -> gene == seen));
  }

  @Test
  void anOrderThatCutsLosesItsEnd() {
    TokenizerSpec spec = spec(new GeneSelection.NonZero(), 11, new TokenOrder.ByExpression(true));
    int[] asked = genes(ask(spec, CELL, 1, 98));
    // The largest counts are those of the last genes; a gene without counts is the last of all.
    assertThat(asked).containsExactly(98, 96, 94, 92, 90, 88, 86, 84, 82, 1);
  }

  @Test
  void theSameWhateverElseIsInTheBatch() {
    TokenizerSpec spec = spec(new GeneSelection.NonZero(), LENGTH, new TokenOrder.Shuffled());
    BatchBuilder builder = tokenizer(spec).builder(List.of(new Target.NamedValues()));
    builder.begin(Draw.embedding(3));
    CellBuffer buffer = new CellBuffer();
    buffer.set(new Cell(new int[] {4, 7}, new float[] {1, 2}, 0));
    builder.add(buffer, new int[] {7, 9});
    buffer.set(CELL);
    builder.add(buffer, new int[] {2, 3});
    TokenBatch both = builder.build(java.util.Map.of());
    TokenBatch alone = ask(spec, CELL, 2, 3);
    assertThat(Arrays.copyOfRange(both.genes(), LENGTH, 2 * LENGTH)).isEqualTo(alone.genes());
    assertThat(Arrays.copyOfRange(both.values(), LENGTH, 2 * LENGTH)).isEqualTo(alone.values());
    assertThat(both.masked().orElseThrow().genes()).containsExactlyInAnyOrder(7, 9, 2, 3);
  }

  @Test
  void batchMatesAndTooManyGenesAreRefused() {
    TokenizerSpec mates =
        spec(new GeneSelection.All(), LENGTH, TokenOrder.BY_ID)
            .withSampling(new Sampling.BatchWise(true));
    assertThatThrownBy(() -> ask(mates, CELL, 1)).isInstanceOf(UsageException.class);
    TokenizerSpec spec = spec(new GeneSelection.All(), LENGTH, TokenOrder.BY_ID);
    assertThatThrownBy(() -> ask(spec, CELL, IntStream.range(0, LENGTH).toArray()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
