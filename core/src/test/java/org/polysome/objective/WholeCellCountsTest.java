package org.polysome.objective;

import org.junit.jupiter.api.Nested;
import org.polysome.decoder.Linear;
import org.polysome.decoder.ResidualMlp;
import org.polysome.nn.Activation;

class WholeCellCountsTest {

  private static WholeCellCounts counts(
      CountActivation activation, CountLoss loss, Reduction reduction) {
    return new WholeCellCounts(
        GeneSet.ALL,
        new ResidualMlp(1, Activation.GELU, 1e-6),
        activation,
        loss,
        1e4,
        reduction,
        1);
  }

  @Nested
  class Defaults extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(new CountActivation.RectifiedTanh(false), new CountLoss.Mse(), Reduction.SUM);
    }
  }

  @Nested
  class Poisson extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(
          new CountActivation.RectifiedTanh(true), new CountLoss.PoissonLog(), Reduction.MEAN);
    }

    @Override
    boolean mayBeNegative() {
      return true;
    }
  }

  @Nested
  class Shares extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(new CountActivation.Softmax(true), new CountLoss.SmoothL1(1), Reduction.MEAN);
    }
  }

  @Nested
  class Clamped extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new WholeCellCounts(
          GeneSet.NON_INPUT,
          new Linear(),
          new CountActivation.ClampedRelu(),
          new CountLoss.Mse(),
          1e4,
          Reduction.MEAN,
          1);
    }
  }

  @Nested
  class NegativeBinomials extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(new CountActivation.Relu(), new CountLoss.NegativeBinomial(), Reduction.SUM);
    }
  }

  @Nested
  class MoreZeros extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(
          new CountActivation.Identity(),
          new CountLoss.ZeroInflatedNegativeBinomial(),
          Reduction.SUM);
    }
  }
}
