package org.polysome.metric.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/** Values from scikit-learn 1.9.1, and scib 1.2 where it differs. */
class AdjustedRandTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-14);

  @ParameterizedTest
  @CsvSource({
    "A, 0.571428571428571",
    "B, 0",
    "C, -0.5",
    "D, 1",
    "E, 0.204545454545455",
    "F, 1",
    "G, 1",
    "H, 0.505494505494505"
  })
  void agreesWithTheReference(Partitions pair, double expected) {
    assertThat(value(pair.table(), Flavor.SKLEARN)).isEqualTo(expected, CLOSE);
    assertThat(value(pair.turned(), Flavor.SCIB_METRICS)).isEqualTo(expected, CLOSE);
    assertThat(value(pair.table(), Flavor.CELL_EVAL)).isEqualTo((expected + 1) / 2, CLOSE);
    if (pair == Partitions.F || pair == Partitions.G) {
      assertThat(AdjustedRand.of(pair.table(), Flavor.SCIB))
          .isEqualTo(Measurement.none(Status.CONSTANT));
    } else {
      assertThat(value(pair.table(), Flavor.SCIB)).isEqualTo(expected, CLOSE);
    }
  }

  @Test
  void countsPairs() {
    var random = new Random(3);
    int[] first = random.ints(80, 0, 4).toArray();
    int[] second = random.ints(80, 0, 6).map(i -> i * i).toArray();
    for (int i = 0; i < 40; i++) {
      second[i] = first[i];
    }
    assertThat(value(Contingency.of(first, second), Flavor.SKLEARN))
        .as("seed 3")
        .isEqualTo(byPairs(first, second), Offset.offset(1e-13));
  }

  /** 46,341 cells squared overflow 32 bits; the halves of three million overflow them by far. */
  @Test
  void manyCellsDoNotOverflow() {
    int cells = 3_000_000;
    int[] halves = new int[cells];
    int[] quarters = new int[cells];
    for (int i = 0; i < cells; i++) {
      quarters[i] = i % 4;
      halves[i] = quarters[i] / 2;
    }
    // Joined in quarters: n^2 / 4; in halves: n^2 / 2; by chance: n^2 / 8.
    assertThat(value(Contingency.of(halves, quarters), Flavor.SKLEARN))
        .isEqualTo((0.25 - 0.125) / (0.375 - 0.125), Offset.offset(1e-6));
  }

  @Test
  void fewCells() {
    var none = Contingency.of(new int[0], new int[0]);
    var one = Contingency.of(new int[1], new int[1]);
    assertThat(value(none, Flavor.SKLEARN)).isEqualTo(1);
    assertThat(value(one, Flavor.SKLEARN)).isEqualTo(1);
    assertThat(AdjustedRand.of(none, Flavor.SCIB).status()).isEqualTo(Status.CONSTANT);
    assertThat(AdjustedRand.of(one, Flavor.SCIB).status()).isEqualTo(Status.CONSTANT);
    assertThatThrownBy(() -> AdjustedRand.of(one, Flavor.GEARS)).hasMessageContaining("gears");
  }

  private static double value(Contingency table, Flavor flavor) {
    return AdjustedRand.of(table, flavor).value().orElseThrow();
  }

  private static double byPairs(int[] first, int[] second) {
    double both = 0;
    double inFirst = 0;
    double inSecond = 0;
    double pairs = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean joined = first[i] == first[j];
        boolean joinedToo = second[i] == second[j];
        both += joined && joinedToo ? 1 : 0;
        inFirst += joined ? 1 : 0;
        inSecond += joinedToo ? 1 : 0;
        pairs++;
      }
    }
    double chance = inFirst * inSecond / pairs;
    return (both - chance) / ((inFirst + inSecond) / 2 - chance);
  }
}
