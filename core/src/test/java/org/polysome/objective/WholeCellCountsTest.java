package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

    /** Of the genes that are no tokens. */
    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.VALUE);
      long tokens = Arrays.stream(states.batch().genes()).filter(gene -> gene < GENES).count();
      assertThat(objective.counts(states.batch())).containsExactly(6L * GENES - tokens);
    }
  }

  /**
   * Shares of a cell's genes make counts that sum up to what the cell has, and one ten thousandth
   * of it for each gene: this activation is the logarithm of one more.
   */
  @Nested
  class SharesOfCounts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return counts(
          new CountActivation.Softmax(true), new CountLoss.NegativeBinomial(), Reduction.SUM);
    }

    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.COUNT);
      for (int cell = 0; cell < 6; cell++) {
        double expected = states.total(cell);
        double[] row = Arrays.copyOfRange(numbers, cell * GENES, (cell + 1) * GENES);
        assertThat(Arrays.stream(row).sum())
            .isCloseTo(expected * (1 + GENES / 1e4), within(1e-5 * expected));
      }
      assertThat(objective.counts(states.batch())).containsExactly(6);
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

    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.COUNT);
    }
  }
}
