package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;

class ValueReadingTest {

  private static double[] read(ValueLoss loss, float... scores) {
    try (Scope scope = new Scope()) {
      int outputs = loss.outputs();
      return loss.reading()
          .orElseThrow()
          .apply(Tensors.of(scores, scores.length / outputs, outputs))
          .toDoubles();
    }
  }

  @Test
  void regressionsSayTheValueThroughTheirLink() {
    assertThat(read(new ValueLoss.Mse(), 0.5f, -1)).containsExactly(0.5, -1);
    assertThat(read(new ValueLoss.Mae(true, Link.EXP, 0), 0, 1))
        .containsExactly(new double[] {1, Math.E}, within(1e-6));
    assertThat(read(new ValueLoss.PoissonLog(), 2)).containsExactly(2);
    assertThat(read(new ValueLoss.ZeroInflated(1, 1), 3, 7, 4, -7)).containsExactly(3, 4);
  }

  @Test
  void countsAreExponentials() {
    var loss = new ValueLoss.NegativeBinomial(true);
    assertThat(read(loss, 1, 5, 5)).containsExactly(new double[] {Math.E}, within(1e-6));
    assertThat(loss.reading().orElseThrow().unit()).isEqualTo(ValueHead.Unit.COUNT);
  }

  /** Bins of width 2, of which the classes 0 to 2 are worth 0, 1 and 3. */
  @Test
  void classesSayTheMeanOfWhatTheyAreWorth() {
    ValueBins bins = new ValueBins.Even(2, 4);
    float sure = (float) Math.log(3);
    double[] expected = {4.0 / 3, (1 + 3 * 3) / 5.0};
    assertThat(read(new ClassLoss.CrossEntropy(bins), 0, 0, 0, 0, 0, sure))
        .containsExactly(expected, within(1e-6));
    assertThat(read(new ClassLoss.TokenValue(bins), 0, 0, 0, 0, 0, sure))
        .containsExactly(expected, within(1e-6));
    ValueBins ofCells = new ValueBins.CellQuantiles(5);
    assertThat(read(new ClassLoss.Focal(bins, 2, false), 0, 0, 0, 0, 0, sure))
        .containsExactly(expected, within(1e-6));
    assertThat(new ClassLoss.Focal(ofCells, 2, false).reading()).isEqualTo(Optional.empty());
    assertThat(new ClassLoss.CrossEntropy(ofCells).reading()).isEqualTo(Optional.empty());
    assertThat(new ClassLoss.TokenValue(ofCells).reading()).isEqualTo(Optional.empty());
  }

  private static double[] predict(ValueLoss loss, float... scores) {
    try (Scope scope = new Scope()) {
      int outputs = loss.outputs();
      return loss.prediction()
          .apply(Tensors.of(scores, scores.length / outputs, outputs))
          .toDoubles();
    }
  }

  @Test
  void aValueThatIsMoreLikelyZeroIsPredictedAsZero() {
    var loss = new ValueLoss.ZeroInflated(1, 1);
    assertThat(predict(loss, 3, 0.1f, 4, -0.1f)).containsExactly(0, 4);
    var published = new ValueLoss.ZeroInflated(1, 1, false, Optional.empty(), true);
    assertThat(predict(published, 3, 0.1f, 4, -0.1f)).containsExactly(3, 0);
    assertThat(predict(new ValueLoss.Mse(), 0.5f)).containsExactly(0.5);
  }

  @Test
  void binsOfTheCellArePredictedByTheirNumber() {
    ValueBins ofCells = new ValueBins.CellQuantiles(2);
    float sure = (float) Math.log(3);
    for (ValueLoss loss :
        List.of(
            new ClassLoss.CrossEntropy(ofCells),
            new ClassLoss.TokenValue(ofCells),
            new ClassLoss.Focal(ofCells, 2, false))) {
      assertThat(loss.prediction().unit()).isEqualTo(ValueHead.Unit.BIN);
      assertThat(predict(loss, 0, 0, sure)).containsExactly(new double[] {7 / 5.0}, within(1e-6));
    }
    assertThat(new ClassLoss.CrossEntropy(new ValueBins.Even(2, 4)).prediction().unit())
        .isEqualTo(ValueHead.Unit.VALUE);
  }
}
