package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class RequireTest {

  @Test
  void valuesInRangePass() {
    assertThatCode(
            () -> {
              Require.positive("n", 1);
              Require.positive("x", 1e-300);
              Require.between("x", 1, 0, 1);
              Require.notEmpty("l", List.of(1));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void valuesOutOfRangeNameKeyAndValue() {
    refused(() -> Require.positive("n", 0), "n must be at least 1, got 0");
    refused(() -> Require.positive("x", 0.0), "x must be above 0, got 0.0");
    refused(() -> Require.positive("x", Double.NaN), "x must be above 0, got NaN");
    refused(() -> Require.between("x", Double.NaN, 0, 1), "x must be from 0.0 to 1.0, got NaN");
    refused(() -> Require.notEmpty("l", List.of()), "l must not be empty, got []");
  }

  private static void refused(Runnable check, String message) {
    assertThatThrownBy(check::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
