package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class BatchMatesTest {

  @Nested
  class Elastic extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new ElasticCellSimilarity(0.3, false, 10);
    }

    @Test
    void pairsAreOfTwoCells() {
      assertThat(objective().counts(states().batch())).containsExactly(6 * 5);
    }

    @Override
    boolean hasParameters() {
      return false;
    }
  }

  @Nested
  class AsPublished extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new ElasticCellSimilarity(0.8, true, 10);
    }

    @Test
    void pairsAreOfEachCellWithItselfToo() {
      assertThat(objective().counts(states().batch())).containsExactly(6 * 6);
    }

    @Override
    boolean hasParameters() {
      return false;
    }
  }

  @Nested
  class TwoPasses extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new Contrastive(0.5, 1);
    }

    @Override
    boolean hasParameters() {
      return false;
    }
  }

  @Test
  void elasticSimilarityIsTheMeanOverPairs() {
    double[][] cells = {{1, 2, 0}, {2, 1, 0}, {-1, 0, 3}};
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double similarity = i == j ? 0 : Math.max(0, cosine(cells[i], cells[j]));
        expected += i == j ? 0 : 1 - Math.pow(similarity - 0.4, 2);
      }
    }
    try (Scope scope = new Scope()) {
      Tensor all = Tensors.of(new double[] {1, 2, 0, 2, 1, 0, -1, 0, 3}, 3, 3);
      assertThat(new ElasticCellSimilarity(0.4, false, 1).sum(all).item())
          .isCloseTo(expected, within(1e-12));
      assertThat(new ElasticCellSimilarity(0.4, true, 1).sum(all).item())
          .isCloseTo(expected + 3 * (1 - 0.16), within(1e-12));
    }
  }

  private static double cosine(double[] a, double[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      first += a[i] * a[i];
      second += b[i] * b[i];
    }
    return product / Math.sqrt(first * second);
  }
}
