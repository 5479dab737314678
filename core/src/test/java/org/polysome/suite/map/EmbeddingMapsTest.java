package org.polysome.suite.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.suite.SmallData;

class EmbeddingMapsTest {

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  @Test
  void everyCellIsDrawnWithOrWithoutALabel() {
    data.label = cell -> cell < 10 ? Optional.empty() : Optional.of("type" + cell % 2);
    List<Picture> pictures = draw(new EmbeddingMaps("cell_type", Optional.of("batch"), List.of()));
    assertThat(pictures).extracting(Picture::embedding).containsExactly("X_good", "X_noise");
    Picture picture = pictures.getFirst();
    assertThat(picture.cells()).hasSize(SmallData.CELLS);
    assertThat(picture.x()).hasSize(SmallData.CELLS);
    assertThat(picture.label().codes()).startsWith(-1, -1).endsWith(0, 1);
    assertThat(picture.batch().orElseThrow().names()).containsExactly("batch0", "batch1", "batch2");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> draw(new EmbeddingMaps("type", Optional.empty(), List.of())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cell_type");
    assertThatThrownBy(() -> draw(new EmbeddingMaps("cell_type", Optional.empty(), List.of("X"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("X_good");
    data.embeddings = false;
    assertThatThrownBy(() -> draw(new EmbeddingMaps("cell_type", Optional.empty(), List.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no numeric embedding");
  }

  private List<Picture> draw(EmbeddingMaps maps) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    return maps.draw(file, Progress.silent());
  }
}
