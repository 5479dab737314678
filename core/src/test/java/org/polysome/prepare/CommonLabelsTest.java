package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.anndata.Column;

class CommonLabelsTest {

  private static final Column FIRST =
      new Column.Categorical(new int[] {0, 0, 1, 1, -1, 2}, List.of("T", "B", "NK"), false);
  private static final Column SECOND =
      new Column.Text(
          List.of(Optional.of("B"), Optional.empty(), Optional.of("T"), Optional.of("rare")));

  private static BitSet rows(int... rows) {
    BitSet set = new BitSet();
    for (int row : rows) {
      set.set(row);
    }
    return set;
  }

  @Test
  void cellsAreCountedOverAllTables() {
    CommonLabels labels = new CommonLabels("cell_type", 3);
    labels.count(FIRST, rows(0, 1, 2, 3, 4, 5));
    labels.count(SECOND, rows(0, 1, 2, 3));
    assertThat(labels.common(FIRST, rows(0, 1, 2, 3, 4, 5))).isEqualTo(rows(0, 1, 2, 3));
    assertThat(labels.common(SECOND, rows(0, 1, 2, 3))).isEqualTo(rows(0, 2));
    assertThat(labels.words())
        .isEqualTo(
            "cell_type: 3 of 5 labels are in fewer than 3 cells; their 4 cells are left out:"
                + " NK (1), rare (1), (missing) (2)");
  }

  @Test
  void onlyTheGivenRowsAreCountedAndKept() {
    CommonLabels labels = new CommonLabels("cell_type", 2);
    labels.count(FIRST, rows(0, 2, 3));
    assertThat(labels.common(FIRST, rows(0, 2, 3))).isEqualTo(rows(2, 3));
    assertThat(labels.words()).contains("1 of 2 labels", "their 1 cells", "T (1)");
  }

  /** A label that has the word for missing ones as its name is another one. */
  @Test
  void cellsWithoutAValueAreCountedAsALabel() {
    Column column =
        new Column.Text(
            List.of(
                Optional.empty(), Optional.of("(missing)"), Optional.empty(), Optional.of("T")));
    CommonLabels labels = new CommonLabels("tissue", 2);
    labels.count(column, rows(0, 1, 2, 3));
    assertThat(labels.common(column, rows(0, 1, 2, 3))).isEqualTo(rows(0, 2));
  }

  @Test
  void whereNoneIsRareThatIsSaid() {
    CommonLabels labels = new CommonLabels("tissue", 1);
    labels.count(FIRST, rows(0, 3));
    assertThat(labels.words()).isEqualTo("tissue: each of the 2 labels is in at least 1 cells");
  }
}
