package org.polysome.metric.perturbation.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class GearsGenesTest {

  /** Gene 2 may have been missed: the controls express it and the cells do not. */
  @Test
  void aGeneThatOnlyControlsExpressIsInNeitherSet() {
    GearsGenes genes = GearsGenes.of(new double[] {3, 0, 0, -1}, new double[] {2, 0, 5, 0});
    assertThat(genes.nonZero()).containsExactly(0, 3);
    assertThat(genes.nonDropout()).containsExactly(0, 1, 3);
    assertThatThrownBy(() -> GearsGenes.of(new double[2], new double[3]))
        .hasMessage("2 and 3 genes");
  }

  @Test
  void theFirstOfARankingAreThoseOfASet() {
    int[] ranking = {4, 0, 2, 3, 1};
    assertThat(GearsGenes.first(ranking, new int[] {0, 1, 3}, 2)).containsExactly(0, 3);
    assertThat(GearsGenes.first(ranking, new int[] {0, 1, 3}, 9)).containsExactly(0, 3, 1);
    assertThat(GearsGenes.first(ranking, new int[0], 9)).isEmpty();
  }

  @Test
  void directionsAreSameHalfWayAndOpposite() {
    double[] predicted = {0.3, -2, 0, 0, 5, -1, 9};
    double[] real = {7, -1, 0, -3, 0, 4, -9};
    assertThat(Directions.of(predicted, real, new int[] {0, 1, 2, 3, 4, 5}))
        .isEqualTo(new Directions(3, 2, 1));
    assertThat(Directions.of(predicted, real, new int[] {6})).isEqualTo(new Directions(0, 0, 1));
  }

  @Test
  void errorsOfNoGenesHaveAStatus() {
    double[] none = new double[0];
    assertThat(Agreement.MEAN_SQUARED_ERROR.of(none, none))
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(Agreement.MEAN_SQUARED_ERROR.of(new double[] {1, 5}, new double[] {4, 4}))
        .isEqualTo(Measurement.of(5));
    assertThat(Agreement.MEAN_ABSOLUTE_ERROR.of(new double[] {1, 5}, new double[] {4, 4}))
        .isEqualTo(Measurement.of(2));
    assertThatThrownBy(() -> Agreement.PEARSON.of(none, new double[1])).hasMessage("0 and 1 genes");
  }
}
