package org.polysome.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElementaryTest {

  @Test
  void logAgreesWithTheExactOne() {
    for (int i = 1; i <= 20_000; i++) {
      double x = StrictMath.pow(10, 600.0 * Seeds.uniform(1, i) - 300);
      double near = 0.5 + 1.5 * Seeds.uniform(2, i);
      double exact = StrictMath.log(x);
      assertThat(Elementary.log(x)).isCloseTo(exact, within(4e-15 * Math.max(1, Math.abs(exact))));
      assertThat(Elementary.log(near)).isCloseTo(StrictMath.log(near), within(4e-15));
    }
    assertThat(Elementary.log(1)).isZero();
  }

  @Test
  void expAgreesWithTheExactOne() {
    for (int i = 1; i <= 20_000; i++) {
      double x = 1400 * Seeds.uniform(3, i) - 700;
      double small = 2 * Seeds.uniform(4, i) - 1;
      assertThat(Elementary.exp(x) / StrictMath.exp(x)).isCloseTo(1, within(4e-15));
      assertThat(Elementary.exp(small) / StrictMath.exp(small)).isCloseTo(1, within(4e-15));
    }
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.exp(-1000)).isZero();
    assertThat(Elementary.exp(1000)).isInfinite();
  }
}
