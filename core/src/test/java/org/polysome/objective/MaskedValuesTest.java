package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.decoder.Mlp;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;

class MaskedValuesTest {

  private static MaskedValues masked(ValueLoss loss, Mean mean) {
    return new MaskedValues(0.4, loss, mean, new Mlp(1, Activation.GELU), 1);
  }

  @Nested
  class SquaredErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mse(), Mean.TOKENS);
    }
  }

  @Nested
  class SquaredErrorsByCell extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mse(), Mean.CELLS);
    }
  }

  @Nested
  class EvenBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.CrossEntropy(new ValueBins.Even(4, 9)), Mean.TOKENS);
    }
  }

  @Nested
  class QuantileBinsOfTheCell extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.CrossEntropy(new ValueBins.CellQuantiles(3)), Mean.CELLS);
    }
  }

  @Nested
  class ZeroOrHowMuch extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.ZeroInflated(1, 1.5), Mean.CELLS);
    }
  }

  @Test
  void evenBinsKeepZeroApartAndTheLastOneOpen() {
    ValueBins bins = new ValueBins.Even(4, 8);
    assertThat(bins.classes(new float[] {0, 0.1f, 1.9f, 2, 5, 7.9f, 8, 100}))
        .containsExactly(0, 1, 1, 2, 3, 4, 4, 4);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(
            () ->
                new MaskedValues(
                    1, new ValueLoss.Mse(), Mean.CELLS, new Mlp(1, Activation.GELU), 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ratio: 1.0");
    assertThatThrownBy(() -> new ValueLoss.ZeroInflated(-1, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("value-weight: -1.0");
    assertThatThrownBy(() -> new ValueBins.Even(1, 8))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bins: 1");
  }
}
