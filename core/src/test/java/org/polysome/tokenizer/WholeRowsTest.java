package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokenizers of models that read whole cells. */
class WholeRowsTest {

  private static final int VOCABULARY = 300;
  private static final List<Target> WHOLE = List.of(new Target.WholeCell());

  private final BitSet selected = new BitSet();
  private final Tokenizer plain;
  private final Tokenizer tokenizer;

  WholeRowsTest() {
    selected.set(40, 200);
    plain =
        new Tokenizer(
            new TokenizerSpec(
                new GeneSelection.HighlyVariable(160, false),
                40,
                Sampling.UNIFORM,
                true,
                new Normalisation.LibrarySize(10_000, true)),
            MeasuredGenes.everything(3, VOCABULARY),
            Optional.of(selected));
    tokenizer = plain.withWholeCells(true);
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int c = 0; c < 5; c++) {
      Random random = new Random(c);
      int[] genes = random.ints(0, VOCABULARY).distinct().limit(90).sorted().toArray();
      float[] counts = new float[genes.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = 1 + random.nextInt(9);
      }
      cells.add(new Cell(genes, counts, c % 3));
    }
    return cells;
  }

  @Test
  void thereAreNoTokens() {
    TokenBatch batch = tokenizer.tokenize(cells(), Draw.embedding(1), List.of());
    assertThat(batch.tokens()).isZero();
    assertThat(batch.lengths()).containsOnly(0);
    assertThat(batch.whole()).isPresent();
    assertThat(tokenizer.tokens(0, 90)).isZero();
    assertThat(tokenizer.measured().row(1)).isEqualTo(selected);
    assertThatThrownBy(() -> tokenizer.builder(List.of(new Target.MaskedValues(0.2))))
        .hasMessageContaining("whole cells");
    assertThat(tokenizer.withWholeCells(false).tokens(0, 90)).isPositive();
  }

  @Test
  void onlySelectedGenesShowWithTheValuesOfTheWhole() {
    TokenBatch.WholeCells found =
        tokenizer.tokenize(cells(), Draw.embedding(1), List.of()).whole().orElseThrow();
    TokenBatch.WholeCells all =
        plain.tokenize(cells(), Draw.embedding(1), WHOLE).whole().orElseThrow();
    assertThat(found.genes()).isEqualTo(IntStream.of(all.genes()).filter(selected::get).toArray());
    int next = 0;
    for (int i = 0; i < all.genes().length; i++) {
      if (selected.get(all.genes()[i])) {
        assertThat(found.values()[next]).isEqualTo(all.values()[i]);
        assertThat(found.counts()[next++]).isEqualTo(all.counts()[i]);
      }
    }
    assertThat(next).isPositive().isEqualTo(found.indptr()[5]);
  }
}
