package org.polysome.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.15865525393145707",
    "-1, 0.8413447460685429",
    "1.959963984540054, 0.025",
    "3, 0.0013498980316300933",
    "6, 9.865876450376981e-10",
    "10, 7.61985302416047e-24",
    "37, 5.725571222524e-300"
  })
  void agreesWithTables(double z, double expected) {
    assertThat(Normal.survival(z)).isEqualTo(expected, Offset.offset(1e-12 * expected));
    assertThat(Normal.twoTailed(-z))
        .isEqualTo(2 * Math.min(expected, 1 - expected), Offset.offset(2e-12 * expected));
  }
}
