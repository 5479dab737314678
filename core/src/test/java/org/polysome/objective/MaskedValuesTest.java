package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.decoder.Mlp;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;

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

  @Nested
  class AbsoluteErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mae(false, Link.EXP, 0.2), Mean.CELLS);
    }
  }

  @Nested
  class SmoothErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.SmoothL1(0.5), Mean.TOKENS);
    }
  }

  @Nested
  class Counts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.NegativeBinomial(true), Mean.TOKENS);
    }
  }

  @Nested
  class Poisson extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.PoissonLog(), Mean.CELLS);
    }

    @Override
    boolean mayBeNegative() {
      return true;
    }
  }

  @Nested
  class FocalBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Focal(new ValueBins.CellQuantiles(3), 2, true), Mean.TOKENS);
    }
  }

  @Nested
  class ValueOfBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.TokenValue(new ValueBins.Even(4, 9)), Mean.TOKENS);
    }
  }

  @Nested
  class LargeValuesWeighMore extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new MaskedValues(
          0.4,
          Optional.of(0.2),
          new Hiding(0.8, 0.1),
          MaskQuota.CEILING,
          new ValueLoss.ZeroInflated(1, 2, true, Optional.of(2.0), false),
          Mean.TOKENS,
          LongTail.VALUE,
          new Mlp(1, Activation.GELU, true),
          1);
    }
  }

  @Test
  void weightsOfACellHaveTheMeanOneAndFollowItsValues() {
    float[] labels = {2, 6, -100, 0, 4, 1, 1, 1};
    HiddenValues hidden = HiddenValues.of(GoldenBatches.hidden(labels, 2));
    ValueTerm all = new ValueLoss.Mse().terms().getFirst();
    ValueTerm seen = new ValueLoss.Mse(false, Link.IDENTITY, 0).terms().getFirst();
    assertThat(hidden.weights(all, Mean.TOKENS, LongTail.VALUE))
        .containsExactly(
            new float[] {0.75f, 2.25f, 0, 16f / 7, 4f / 7, 4f / 7, 4f / 7}, within(1e-6f));
    assertThat(hidden.weights(seen, Mean.TOKENS, LongTail.VALUE))
        .containsExactly(
            new float[] {0.5f, 1.5f, 0, 16f / 7, 4f / 7, 4f / 7, 4f / 7}, within(1e-6f));
    assertThat(hidden.weights(seen, Mean.CELLS, LongTail.VALUE_MINUS_MIN)[1])
        .isCloseTo(1, within(1e-5f));
    assertThat(hidden.weights(seen, Mean.TOKENS, LongTail.NONE))
        .containsExactly(1, 1, 0, 1, 1, 1, 1);
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
