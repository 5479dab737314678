package org.polysome.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;

class MeasuredGenesTest {

  private static final Path FILE = Path.of("merged.h5ad");

  private final MeasuredGenes measured =
      new MeasuredGenes("plate", List.of("p1", "p2"), List.of(new BitSet(), new BitSet()));

  @Test
  void theSourceOfACellIsWhatItsColumnSays() {
    Column plate = new Column.Categorical(new int[] {1, 0, 1}, List.of("p1", "p2"), false);
    assertThat(measured.sourceOfCells(cells(Map.of("plate", plate)), FILE))
        .containsExactly(1, 0, 1);
  }

  @Test
  void aMissingColumnAndAnUnknownSourceAreRefused() {
    assertThatThrownBy(() -> measured.sourceOfCells(cells(Map.of()), FILE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("merged.h5ad: obs has no column 'plate'");
    Column other = new Column.Categorical(new int[] {0, 1, -1}, List.of("p1", "p3"), false);
    assertThatThrownBy(() -> measured.sourceOfCells(cells(Map.of("plate", other)), FILE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cell 'b' is of source 'p3'");
  }

  private static Frame cells(Map<String, Column> columns) {
    return new Frame("_index", List.of("a", "b", "c"), columns);
  }
}
