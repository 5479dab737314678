package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first value is from EFAAR, by scipy; all are sums of whole fractions. */
class HypergeometricTest {

  @ParameterizedTest
  @CsvSource({
    "3, 2000, 25, 40, 0.0012826707558813751",
    "0, 2000, 25, 40, 0.3983951227099203",
    "10, 2000, 25, 40, 1.709285183773256e-13",
    "20, 20000, 300, 1000, 0.07608838718026986",
    "5, 20000, 300, 1000, 0.9977926540005041",
    "60, 20000, 300, 1000, 2.961490595153319e-21",
    "12, 50, 30, 20, 0.38583212008917944",
    "6, 10, 7, 8, 0.06666666666666667"
  })
  void agreesWithFractions(long k, long population, long marked, long drawn, double expected) {
    assertThat(new Hypergeometric(population, marked, drawn).survival(k))
        .isEqualTo(expected, Offset.offset(1e-10 * expected));
  }

  @Test
  void ends() {
    var drawing = new Hypergeometric(10, 7, 8);
    assertThat(drawing.survival(4)).isEqualTo(1);
    assertThat(drawing.survival(-1)).isEqualTo(1);
    assertThat(drawing.survival(7)).isZero();
    assertThat(new Hypergeometric(5, 0, 3).survival(0)).isZero();
    assertThat(new Hypergeometric(0, 0, 0).survival(-1)).isEqualTo(1);
    assertThatThrownBy(() -> new Hypergeometric(5, 6, 1)).hasMessageContaining("6 marked");
  }
}
