package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.decoder.GeneQuerySpec;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;

class CellToGeneValuesTest {

  private static CellToGeneValues asked(GeneQuerySpec query, ValueLoss loss) {
    return new CellToGeneValues(
        List.of(0.4), MaskQuota.ROUNDED, query, false, loss, Mean.TOKENS, LongTail.NONE, 1);
  }

  @Nested
  class InnerProducts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return asked(new GeneQuerySpec.InnerProduct(), new ValueLoss.ZeroInflated(1, 1));
    }
  }

  @Nested
  class DotProducts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return asked(new GeneQuerySpec.DotProduct(), new ValueLoss.Mse());
    }

    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.VALUE);
      assertSquaredErrors(objective, states, numbers);
    }

    @Override
    boolean hasParameters() {
      return false;
    }
  }

  @Nested
  class MlpProducts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return asked(new GeneQuerySpec.MlpProduct(2, Activation.LEAKY_RELU), new ValueLoss.Mse());
    }
  }

  @Nested
  class SideBySide extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return asked(new GeneQuerySpec.Concat(5), new ValueLoss.Mse());
    }
  }

  @Nested
  class Sums extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return asked(new GeneQuerySpec.Sum(5), new ValueLoss.ZeroInflated(1, 1));
    }
  }

  @Nested
  class WithoutGradientIntoGenes extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new CellToGeneValues(
          List.of(0.2, 0.4),
          MaskQuota.INDEPENDENT,
          new GeneQuerySpec.InnerProduct(),
          true,
          new ValueLoss.Mse(),
          Mean.CELLS,
          LongTail.VALUE,
          2);
    }
  }

  @Test
  void itsQuotaIsThatOfWhatItHides() {
    CellToGeneValues spec = (CellToGeneValues) new WithoutGradientIntoGenes().spec();
    assertThat(spec.targets())
        .containsExactly(
            new Target.MaskedValues(
                List.of(0.2, 0.4), Optional.empty(), Hiding.ALL, MaskQuota.INDEPENDENT, 0));
  }

  @Test
  void somebodyHasToHideValues() {
    CellToGeneValues spec =
        new CellToGeneValues(
            List.of(),
            MaskQuota.ROUNDED,
            new GeneQuerySpec.InnerProduct(),
            false,
            new ValueLoss.Mse(),
            Mean.TOKENS,
            LongTail.NONE,
            1);
    assertThat(spec.targets()).isEmpty();
    TokenBatch nothing = GoldenBatches.hidden(new float[] {-100, -100}, 1);
    assertThatThrownBy(
            () ->
                HiddenValues.of(
                    new TokenBatch(
                        1,
                        2,
                        nothing.genes(),
                        nothing.values(),
                        nothing.counts(),
                        nothing.kinds(),
                        nothing.lengths(),
                        nothing.sources(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("masked-values");
  }
}
