package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.tensor.Scope;

class CnnTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Cnn(5, ReadingOrder.GIVEN, 0, 1e-5, false);
  }

  @Test
  void anEvenKernelIsRefused() {
    assertThatThrownBy(() -> new Cnn(4, ReadingOrder.GIVEN, 0, 1e-5, false))
        .hasMessageContaining("kernel must be odd, got 4");
  }

  @Test
  void paddingChangesNothingInTrainingEither() {
    List<TokenBatches.CellTokens> cells = TokenBatches.cells(8, 12, 7, 3);
    try (Scope scope = new Scope()) {
      float[] plain = trained(TokenBatches.batch(cells));
      float[] padded = trained(TokenBatches.batch(cells, 19));
      for (int i = 0; i < plain.length; i++) {
        assertThat(padded[i]).isCloseTo(plain[i], within(1e-5f));
      }
    }
  }
}
