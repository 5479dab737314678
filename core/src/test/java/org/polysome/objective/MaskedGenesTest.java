package org.polysome.objective;

import org.junit.jupiter.api.Nested;
import org.polysome.nn.Activation;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;

class MaskedGenesTest {

  private static MaskedGenes masked(boolean tied, double smoothing) {
    return new MaskedGenes(
        0.3, new Hiding(0.8, 0.1), MaskQuota.ROUNDED, Activation.GELU, 1e-12, tied, smoothing, 1);
  }

  @Nested
  class Tied extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(true, 0);
    }
  }

  @Nested
  class OwnVectors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(false, 0.1);
    }
  }
}
