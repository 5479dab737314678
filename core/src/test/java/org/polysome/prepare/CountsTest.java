package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;

@Tag("locale")
class CountsTest {

  private static final int CELLS = 2000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "A_labelled/bmfm_zheng68k.h5ad, X",
    "F_odd/anndataR_example.h5ad, counts",
    "F_odd/cxgschema_example_valid.h5ad, raw",
    "F_odd/zellkonverter_example_anndata.h5ad, counts",
  })
  void theFirstMatrixOfRawCountsIsFound(String name, String expected) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      CountsMatrix counts = Counts.find(file, Optional.empty(), Progress.silent());
      assertThat(counts.name()).isEqualTo(expected);
      assertThat(counts.rows(0, counts.rows()).rows()).isEqualTo(file.obs().rows());
      assertThat(counts.var().rows()).isEqualTo(counts.columns());
    }
  }

  @Test
  void whereThereAreNoneEachMatrixIsNamedWithWhatItIs() {
    try (AnnDataFile file =
        AnnDataFiles.open(SharedData.data("A_labelled/scanpy_10x_pbmc68k_reduced.h5ad"))) {
      assertThatThrownBy(() -> Counts.find(file, Optional.empty(), Progress.silent()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("X is scaled")
          .hasMessageContaining("raw is log-normalised")
          .message()
          .hasLineCount(1);
      assertThatThrownBy(() -> Counts.find(file, Optional.of("raw"), Progress.silent()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("‹matrix›");
      assertThatThrownBy(() -> Counts.find(file, Optional.of("counts"), Progress.silent()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("X, raw");
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN, not a number", "-2, negative", "0.5, not a whole number", "3e9, too large"})
  void oneBadNumberIsNamedByItsCellAndGene(float bad, String what) {
    Path path = folder.resolve("bad.h5ad");
    Frame obs = frame("cell", CELLS);
    try (H5adWriter writer = H5adWriter.create(path, obs, frame("gene", 3), false)) {
      int[] indptr = IntStream.rangeClosed(0, CELLS).toArray();
      int[] indices = new int[CELLS];
      float[] values = new float[CELLS];
      Arrays.fill(values, 1);
      indices[1987] = 2;
      values[1987] = bad; // in a cell that the sample does not see
      writer.matrix("X").append(new CsrMatrix(CELLS, 3, indptr, indices, values));
      writer.finish();
    }
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      CountsMatrix counts = new CountsMatrix(file, "X", file.matrix("X"));
      assertThat(counts.rows(0, 1500).rows()).isEqualTo(1500);
      assertThatThrownBy(() -> counts.rows(1500, CELLS))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'cell1987' (row 1987), gene 'gene2'")
          .hasMessageContaining(what)
          .message()
          .hasLineCount(1);
    }
  }

  private static Frame frame(String prefix, int rows) {
    List<String> names = IntStream.range(0, rows).mapToObj(r -> prefix + r).toList();
    return new Frame("_index", names, Map.of());
  }
}
