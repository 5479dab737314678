package org.polysome.metric.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContingencyTest {

  @Test
  void countsWhatPartsShare() {
    var table = Contingency.of(new int[] {2, 0, 2, 2, 0}, new int[] {1, 1, 3, 1, 1});
    assertThat(table.first()).containsExactly(2, 0, 3);
    assertThat(table.second()).containsExactly(0, 4, 0, 1);
    assertThat(table.rows()).containsExactly(0, 2, 2);
    assertThat(table.columns()).containsExactly(1, 1, 3);
    assertThat(table.counts()).containsExactly(2, 2, 1);
    assertThat(table.cells()).isEqualTo(5);
    assertThat(table.firstParts()).isEqualTo(2);
    assertThat(table.secondParts()).isEqualTo(2);
    assertThat(table.same()).isFalse();
  }

  @Test
  void partitionsAreTheSameWhateverTheNumbers() {
    assertThat(Contingency.of(new int[] {0, 5, 0}, new int[] {7, 1, 7}).same()).isTrue();
    assertThat(Contingency.of(new int[] {0, 5, 0}, new int[] {7, 7, 7}).same()).isFalse();
    assertThat(Contingency.of(new int[0], new int[0]).same()).isTrue();
  }

  @Test
  void refusesWhatIsNoPartition() {
    assertThatThrownBy(() -> Contingency.of(new int[2], new int[3]))
        .hasMessageContaining("2 cells in one partition and 3");
    assertThatThrownBy(() -> Contingency.of(new int[] {0, -1}, new int[2]))
        .hasMessageContaining("part -1");
  }
}
