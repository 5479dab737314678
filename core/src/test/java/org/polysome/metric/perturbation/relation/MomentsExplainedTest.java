package org.polysome.metric.perturbation.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Status;

class MomentsExplainedTest {

  private static final int GENES = 200;

  @Test
  void aStatisticThatTheVectorsAreMadeOfExplainsThem() {
    double[] statistic = normal(1);
    DenseMatrix vectors = DenseMatrix.zeros(GENES, 2);
    for (int gene = 0; gene < GENES; gene++) {
      vectors.values()[2 * gene] = 3 + 2 * statistic[gene];
      vectors.values()[2 * gene + 1] = -statistic[gene];
    }
    var explained = new MomentsExplained(vectors);
    assertThat(explained.share(List.of(statistic)).value().orElseThrow())
        .isCloseTo(1, within(1e-12));
    // The same statistic twice adds nothing.
    assertThat(explained.share(List.of(statistic, statistic)).value().orElseThrow())
        .isCloseTo(1, within(1e-12));
    assertThat(explained.shuffled(0, 0).share(List.of(statistic)).value().orElseThrow())
        .isLessThan(0.1);
  }

  /** Of one dimension it is the square of Pearson's correlation. */
  @Test
  void ofOneDimensionItIsTheSquaredCorrelation() {
    double[] x = normal(2);
    double[] noise = normal(3);
    DenseMatrix vectors = DenseMatrix.zeros(GENES, 1);
    for (int gene = 0; gene < GENES; gene++) {
      vectors.values()[gene] = x[gene] + noise[gene];
    }
    double correlation =
        org.polysome.metric.statistics.Correlation.pearson(x, vectors.values())
            .value()
            .orElseThrow();
    assertThat(new MomentsExplained(vectors).share(List.of(x)).value().orElseThrow())
        .isCloseTo(correlation * correlation, within(1e-12));
  }

  @Test
  void whatDoesNotVaryHasNothingToExplain() {
    var constant = new MomentsExplained(DenseMatrix.zeros(3, 2));
    assertThat(constant.share(List.of(new double[] {1, 2, 3})).status()).isEqualTo(Status.CONSTANT);
    assertThatThrownBy(() -> constant.share(List.of(new double[2])))
        .hasMessageContaining("2 numbers for 3 genes");
  }

  private static double[] normal(long seed) {
    return new Random(seed).doubles(GENES).map(x -> x - 0.5).toArray();
  }
}
