package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "5|5",
        "12000|12,000",
        "-3|-3",
        "0.5|0.5",
        "0.123456|0.1235",
        "12.3456|12.35",
        "1234.6|1,235",
        "0.001|0.001",
        "0.00012345|1.235e-4",
        "2500000|2.5e6",
        "1e-7|1e-7"
      })
  void aNumberKeepsTheDigitsThatCount(double value, String text) {
    assertThat(Numbers.significant(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 bytes", "999|999 bytes", "1500|1.5 kB", "6060495|6.1 MB", "2000000000|2.0 GB"})
  void sizesHaveAUnit(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5|5 s", "61|1 min 1 s", "7260|2 h 1 min"})
  void timesHaveUnits(long seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }
}
