package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

class HiddenValuesTest {

  private static final int CELLS = 3;
  private static final int GENES = 20;

  /** S and T hold the logarithm of a depth, which is no value of a gene. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void classesAreThoseOfTheGenesAlone(long seed) {
    for (ValueBins bins :
        new ValueBins[] {
          new ValueBins.CellQuantiles(7), new ValueBins.Even(5, 9), new ValueBins.WholeParts(5, 2)
        }) {
      int[] plain = HiddenValues.of(batch(seed, 0)).classes(bins);
      assertThat(HiddenValues.of(batch(seed, 3)).classes(bins))
          .as("%s, seed %d", bins, seed)
          .isEqualTo(plain)
          .isEqualTo(oracle(seed, bins));
    }
  }

  /** Every second gene is hidden: the classes of all values of a cell, and of them every second. */
  private static int[] oracle(long seed, ValueBins bins) {
    float[] values = values(seed);
    return IntStream.range(0, CELLS)
        .flatMap(
            cell -> {
              int[] all =
                  bins.classes(Arrays.copyOfRange(values, cell * GENES, (cell + 1) * GENES));
              return IntStream.range(0, GENES).filter(gene -> gene % 2 == 0).map(gene -> all[gene]);
            })
        .toArray();
  }

  private static float[] values(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[] values = new float[CELLS * GENES];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(4) == 0 ? 0 : (float) (random.nextDouble() * 4);
    }
    return values;
  }

  /** Cells of some tokens without a gene (cls, S and T), then genes of which half are hidden. */
  private static TokenBatch batch(long seed, int special) {
    TokenKind[] first = {TokenKind.CLS, TokenKind.DEPTH_SOURCE, TokenKind.DEPTH_TARGET};
    float[] depths = {0, 2.5f, 8.5f};
    int tokens = special + GENES;
    float[] truth = values(seed);
    float[] values = new float[CELLS * tokens];
    byte[] kinds = new byte[CELLS * tokens];
    int[] positions = new int[CELLS * GENES / 2];
    float[] hidden = new float[positions.length];
    int next = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      for (int i = 0; i < special; i++) {
        kinds[cell * tokens + i] = first[i].code();
        values[cell * tokens + i] = depths[i];
      }
      for (int gene = 0; gene < GENES; gene++) {
        int at = cell * tokens + special + gene;
        float value = truth[cell * GENES + gene];
        if (gene % 2 == 0) {
          kinds[at] = TokenKind.MASK.code();
          positions[next] = at;
          hidden[next++] = value;
        } else {
          kinds[at] = (value == 0 ? TokenKind.ZERO : TokenKind.VALUE).code();
          values[at] = value;
        }
      }
    }
    int[] lengths = new int[CELLS];
    Arrays.fill(lengths, tokens);
    TokenBatch.Masked masked =
        new TokenBatch.Masked(positions, new int[positions.length], hidden, hidden);
    return new TokenBatch(
        CELLS,
        tokens,
        new int[values.length],
        values,
        values,
        kinds,
        lengths,
        new int[CELLS],
        Map.of(),
        Optional.of(masked),
        Optional.empty(),
        Map.of());
  }
}
