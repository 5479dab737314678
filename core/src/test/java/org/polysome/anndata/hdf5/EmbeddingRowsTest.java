package org.polysome.anndata.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.files.AtomicOutput;
import org.polysome.matrix.DenseMatrix;

class EmbeddingRowsTest {

  private static final int WIDTH = 4096;

  @TempDir Path folder;

  /** Only its first rows are in the file, the others are zeros that take no room. */
  private Path write(long cells, int columns, int rows) {
    Path target = folder.resolve("cells.h5ad");
    try (AtomicOutput output = AtomicOutput.file(target, true)) {
      try (NativeFile file = NativeFile.create(output)) {
        file.group("obsm");
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
          values[i] = i;
        }
        try (NativeDataset dataset =
            file.dataset("obsm/X_big", ElementType.FLOAT32, Layout.matrix(cells, columns))) {
          dataset.append(values, values.length);
        }
      }
      output.commit();
    }
    return target;
  }

  private static void withObsm(Path file, Consumer<Hdf5Node> use) {
    try (Hdf5File opened = Hdf5File.open(file)) {
      use.accept(opened.root().require("obsm"));
    }
  }

  @Test
  void anEmbeddingOfMoreNumbersThanAnArrayIsReadByItsRows() {
    Path file = write(4_200_000, 512, 2);
    withObsm(
        file,
        obsm -> {
          assertThat(Embeddings.cells(obsm, "X_big")).isEqualTo(4_200_000);
          DenseMatrix rows = Embeddings.read(obsm, "X_big", new int[] {0, 1, 4_199_999});
          assertThat(rows.get(1, 3)).isEqualTo(515);
          assertThat(rows.row(2)).containsOnly(0);
          assertThatThrownBy(() -> Embeddings.read(obsm, "X_big"))
              .isInstanceOf(DataException.class)
              .message()
              .hasLineCount(1)
              .contains("obsm/X_big", "4,200,000 x 512", "take fewer cells");
        });
  }

  @Test
  void rowsAreThoseOfTheWholeInAnyOrder() {
    Path file = write(600, WIDTH, 600);
    int[] chosen = {599, 0, 0, 255, 256, 300, 12};
    withObsm(
        file,
        obsm ->
            assertThat(Embeddings.read(obsm, "X_big", chosen))
                .usingRecursiveComparison()
                .isEqualTo(Embeddings.read(obsm, "X_big").select(chosen)));
  }
}
