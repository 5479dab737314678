package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;

class ValueBinsTest {

  /** Logarithms of 1, 2, 3, 5, 1000 and 0.5 + 1 to the base of two. */
  @Test
  void wholePartsOfLogarithmsAreWorthTheirMiddle() {
    var bins = new ValueBins.WholeParts(3, 2);
    float[] values = new float[] {0, log(2.01), log(3), log(5), log(1000), log(1.5)};
    assertThat(bins.classes(values)).containsExactly(0, 1, 1, 2, 3, 0);
    assertThat(bins.bins()).isEqualTo(3);
    double unit = Math.log(2);
    assertThat(bins.values())
        .containsExactly(
            new float[] {
              (float) (0.5 * unit), (float) (1.5 * unit), (float) (2.5 * unit), (float) (3.5 * unit)
            },
            within(1e-6f));
    assertThat(new ValueBins.WholeParts(4, 3).classes(new float[] {log(26.9), log(27.1)}))
        .containsExactly(2, 3);
  }

  private static float log(double value) {
    return (float) Math.log(value);
  }

  @Test
  void quantilesOfACellAreWorthTheirNumber() {
    var bins = new ValueBins.CellQuantiles(3);
    assertThat(bins.values()).containsExactly(0, 1, 2, 3);
    assertThat(bins.ofValues()).isFalse();
    assertThat(bins.classes(new float[0])).isEmpty();
  }

  @Test
  void evenBinsAreWorthTheirMiddle() {
    var bins = new ValueBins.Even(4, 8);
    assertThat(bins.values()).containsExactly(0, 1, 3, 5, 7);
    assertThat(bins.ofValues()).isTrue();
  }

  @Test
  void refusesWhatHasNoBins() {
    assertThatThrownBy(() -> new ValueBins.WholeParts(3, 1)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new ValueBins.WholeParts(3, Double.POSITIVE_INFINITY))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new ValueBins.Even(3, 0)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new ValueBins.CellQuantiles(1)).isInstanceOf(UsageException.class);
    assertThat(new ValueBins.CellQuantiles(2).bins()).isEqualTo(2);
  }

  @Test
  void longTailsWeighByTheValueOrWhatItIsAboveTheSmallest() {
    assertThat(LongTail.NONE.of(3, 1)).isEqualTo(1);
    assertThat(LongTail.VALUE.of(3, 1)).isEqualTo(3);
    assertThat(LongTail.VALUE_MINUS_MIN.of(1, 1)).isEqualTo(1e-5f);
    assertThat(LongTail.VALUE_MINUS_MIN.of(3, 1)).isEqualTo(2 + 1e-5f);
  }
}
