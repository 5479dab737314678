package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.random.Seeds;

class GeneMediansTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithSorting(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    List<List<Float>> values = new ArrayList<>();
    for (int gene = 0; gene < 40; gene++) {
      List<Float> ofGene = new ArrayList<>();
      for (int i = 0; i < gene; i++) {
        // Few different values, so that the middle ones tie now and then.
        ofGene.add((float) Math.exp(random.nextInt(2 + gene) - 8) * (1 + random.nextInt(2)));
      }
      values.add(ofGene);
    }
    GeneMedians medians = new GeneMedians(values.size());
    for (int pass = 0; pass < GeneMedians.PASSES; pass++) {
      for (int gene = 0; gene < values.size(); gene++) {
        for (float value : values.get(gene)) {
          medians.add(gene, value);
        }
      }
      medians.endPass();
    }
    double[] found = medians.medians();
    for (int gene = 0; gene < values.size(); gene++) {
      assertThat(found[gene])
          .as("seed %d gene %d", seed, gene)
          .isEqualTo(bySorting(values.get(gene)));
    }
  }

  @Test
  void needsAllPasses() {
    assertThatThrownBy(() -> new GeneMedians(1).medians())
        .isInstanceOf(IllegalStateException.class);
  }

  private static double bySorting(List<Float> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Float> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int size = sorted.size();
    return ((double) sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
