package org.polysome.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.DataException;

class ArraySizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 9223372036854775807, 0",
    "3, 0, 0",
    "3, 5, 15",
    "4194303, 511, 2143288833",
    "1, 2147483631, 2147483631"
  })
  void whatFitsHasItsLength(long rows, long columns, int length) {
    assertThat(ArraySize.of("numbers", rows, columns)).isEqualTo(length);
  }

  /** Some of these products are small or negative in 32 bits, some even in 64. */
  @ParameterizedTest
  @CsvSource({
    "4200000, 512",
    "65536, 65536",
    "65537, 65536",
    "2147483632, 1",
    "1, 2147483632",
    "4294967296, 4294967296",
    "3037000500, 3037000500",
    "9223372036854775807, 2"
  })
  void whatDoesNotFitIsRefusedInOneLine(long rows, long columns) {
    assertThatThrownBy(() -> ArraySize.of("points (cells, dimensions)", rows, columns))
        .isInstanceOf(DataException.class)
        .message()
        .hasLineCount(1)
        .startsWith("points (cells, dimensions): ")
        .contains(" are more numbers than the ")
        .endsWith("2,147,483,631 that are held at once; take fewer cells");
  }

  @Test
  void growsByHalfUntilNothingLongerIsThere() {
    assertThat(ArraySize.grown("entries", 100, 101)).isEqualTo(166);
    assertThat(ArraySize.grown("entries", 100, 1000)).isEqualTo(1000);
    assertThat(ArraySize.grown("entries", 2_000_000_000, 2_000_000_001)).isEqualTo(ArraySize.MOST);
    assertThat(ArraySize.grown("entries", 1_500_000_000, 1_500_000_001)).isEqualTo(ArraySize.MOST);
    assertThatThrownBy(() -> ArraySize.grown("entries", ArraySize.MOST, ArraySize.MOST + 1L))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("entries: 2,147,483,632 x 1 are more");
  }

  /** No number of these is ever made. */
  @Test
  void matricesAreRefusedAtTheirDoor() {
    assertThatThrownBy(() -> DenseMatrix.zeros(4_200_000, 512))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("4,200,000 x 512");
    DenseMatrix wide = DenseMatrix.zeros(1, 4096);
    assertThatThrownBy(() -> wide.select(new int[600_000]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("600,000 x 4,096");
  }
}
