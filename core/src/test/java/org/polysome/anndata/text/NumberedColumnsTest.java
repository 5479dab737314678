package org.polysome.anndata.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class NumberedColumnsTest {

  @Test
  void columnsAreOneSpaceIfTheirNumbersRunOn() {
    assertThat(
            NumberedColumns.of(
                List.of(
                    "id", "PC1", "PC2", "UMAP_0", "PC3", "UMAP_1", "S.Score", "res.4", "res.5")))
        .isEqualTo(java.util.Map.of("PC", List.of(1, 2, 4), "UMAP", List.of(3, 5)));
    assertThat(NumberedColumns.of(List.of("0", "1", "2"))).isEmpty();
    assertThat(NumberedColumns.of(List.of("PC1", "PC3"))).isEmpty();
    assertThat(NumberedColumns.of(List.of("PC2", "PC3"))).isEmpty();
    assertThat(NumberedColumns.of(List.of("PC1"))).isEmpty();
  }
}
