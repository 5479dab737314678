package org.polysome.metric.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Status;

class VariableGeneOverlapTest {

  @Test
  void isTheMeanOfSharesOfTheShorterList() {
    List<int[]> before = List.of(new int[] {1, 2, 3, 4}, new int[] {7, 8});
    List<int[]> after = List.of(new int[] {4, 2, 9}, new int[] {8, 7, 1});
    assertThat(VariableGeneOverlap.of(before, after).value()).hasValue((2 / 3.0 + 1) / 2);
    assertThat(VariableGeneOverlap.of(before, before).value()).hasValue(1);
  }

  @Test
  void batchesWithoutGenesDoNotCount() {
    List<int[]> before = List.of(new int[0], new int[] {7, 8});
    List<int[]> after = List.of(new int[] {1}, new int[] {8, 5});
    assertThat(VariableGeneOverlap.of(before, after).value()).hasValue(0.5);
    assertThat(VariableGeneOverlap.of(List.of(), List.of()).status())
        .isEqualTo(Status.NOT_AVAILABLE);
    assertThatThrownBy(() -> VariableGeneOverlap.of(before, List.of()))
        .hasMessageContaining("2 batches before and 0 after");
  }

  @Test
  void halfOfTheGenesAtMostFiveHundred() {
    assertThat(VariableGeneOverlap.wanted(301)).isEqualTo(150);
    assertThat(VariableGeneOverlap.wanted(20_000)).isEqualTo(500);
  }
}
