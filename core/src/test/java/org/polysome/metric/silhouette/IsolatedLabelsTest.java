package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.metric.Flavor;
import org.polysome.metric.GoldenCells;

class IsolatedLabelsTest {

  private static final int[] LABELS = {0, 0, 1, 1, 3, 3};
  private static final int[] BATCHES = {0, 2, 0, 2, 2, 0};

  @ParameterizedTest
  @EnumSource(names = {"SCIB", "SCIB_METRICS"})
  void thoseInTheFewestBatches(Flavor flavor) {
    var isolated = IsolatedLabels.of(GoldenCells.labels(), GoldenCells.batches(), flavor);
    assertThat(isolated.labels()).containsExactly(4);
    assertThat(isolated.threshold()).isEqualTo(1);
    var two =
        IsolatedLabels.of(GoldenCells.labels(), GoldenCells.batches(), OptionalInt.of(2), flavor);
    assertThat(two.labels()).containsExactly(3, 4);
  }

  @Test
  void whenAllAreInAllBatchesTheFlavoursDiffer() {
    assertThat(IsolatedLabels.of(LABELS, BATCHES, Flavor.SCIB).labels()).isEmpty();
    assertThat(IsolatedLabels.of(LABELS, BATCHES, Flavor.SCIB_METRICS).labels())
        .containsExactly(0, 1, 3);
    assertThat(IsolatedLabels.of(new int[0], new int[0], Flavor.SCIB_METRICS).labels()).isEmpty();
  }

  @Test
  void refusesOtherFlavoursAndLengths() {
    assertThatThrownBy(() -> IsolatedLabels.of(LABELS, BATCHES, Flavor.EFAAR))
        .hasMessageContaining("efaar");
    assertThatThrownBy(() -> IsolatedLabels.of(LABELS, new int[2], Flavor.SCIB))
        .hasMessageContaining("2 batches");
  }
}
