package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.decoder.WholeCell;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;

class WcedTest {

  private static Wced wced(GeneSet... sets) {
    return new Wced(List.of(sets), 1, 1.5, new WholeCell(Activation.GELU, 1e-5), 1);
  }

  @Nested
  class InputAndTheRest extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return wced(GeneSet.INPUT, GeneSet.NON_INPUT);
    }
  }

  @Nested
  class AllGenes extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return wced(GeneSet.ALL);
    }
  }

  @Nested
  class WeightsMakeOneWhole extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new Wced(
          List.of(GeneSet.ALL), List.of(), 1, 1.5, true, new WholeCell(Activation.GELU, 1e-5), 1);
    }
  }

  @Test
  void refusesNoGenesAndGenesTwice() {
    assertThatThrownBy(() -> wced()).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> wced(GeneSet.ALL, GeneSet.ALL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at most once");
  }
}
