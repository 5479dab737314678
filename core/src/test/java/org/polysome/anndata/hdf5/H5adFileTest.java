package org.polysome.anndata.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.Unstructured;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;

/**
 * Real files of every anndata version met; the expected numbers are what Python's anndata reads.
 */
@Tag("locale")
class H5adFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "A_labelled/bmfm_cellxgene.h5ad, X, 220, 18357, 414148, 1549399.0",
    "A_labelled/bmfm_scp1884.h5ad, X, 1020, 18708, 1154440, 4138970.0",
    "A_labelled/bmfm_zheng68k.h5ad, X, 165, 9621, 96500, 246289.0",
    "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad, X, 700, 765, 535433, -243.681057988666",
    "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad, raw, 700, 765, 174400, 319044.23824107647",
    "A_labelled/scvi_pbmc_10k_protein_v3.h5ad, X, 200, 16727, 317760, 909531.0",
    "A_labelled/scvi_pbmc_5k_protein_v3.h5ad, X, 200, 16581, 387353, 1351231.0",
    "A_labelled/transcriptformer_mouse_val.h5ad, X, 1000, 1122, 103165, 263707.0",
    "F_odd/anndataR_example.h5ad, X, 50, 100, 4317, 4791.224940657616",
    "F_odd/anndataR_example.h5ad, csc_counts, 50, 100, 4317, 9805.0",
    "F_odd/anndataR_example.h5ad, dense_counts, 50, 100, 4317, 9805.0",
    "F_odd/anndata_v0.5.0.h5ad, X, 700, 765, 535433, -243.681057988666",
    "F_odd/anndata_v0.5.0.h5ad, raw, 700, 765, 174400, 319044.23824107647",
    "F_odd/anndata_v0.7.0.h5ad, raw, 30, 40, 480, 627.0",
    "F_odd/anndata_v0.7.8.h5ad, X, 30, 20, 239, 302.0",
    "F_odd/anndata_v0.7.8.h5ad, raw, 30, 40, 453, 568.0",
    "F_odd/cellxgene_1e4dfec4-c0b2-46ad-a04e-ff3ffb3c0a8f.h5ad, X, 3, 4, 12, 12.0",
    "F_odd/cellxgene_a95c59b4-7f5d-4b80-ad53-a694834ca18b.h5ad, X, 3, 4, 12, 12.0",
    "F_odd/cxgschema_example_invalid_CL.h5ad, X, 320, 136, 20991, 176783.0",
    "F_odd/cxgschema_example_valid.h5ad, raw, 2, 7, 13, 49.0",
    "F_odd/rapids_test_data.h5ad, X, 49, 1999, 22372, 30129.566022634506",
    "F_odd/scvi_TM_droplet_mat.h5ad, X, 47, 10, 470, 633.0",
    "F_odd/scvi_brainlarge_dataset_test.h5ad, X, 70, 720, 15274, 38735.0",
    "F_odd/scvi_exp_activation_totalvi.h5ad, X, 400, 100, 28013, 327771.0",
    "F_odd/synthetic_helical_cell_type_sample.h5ad, X, 100, 5, 400, 944.0",
    "F_odd/tiledbsoma_subset_100_100.h5ad, X, 100, 100, 13, 14.0",
    "F_odd/zellkonverter_example_anndata.h5ad, counts, 200, 459, 53667, 610126.0",
    "F_odd/zellkonverter_krumsiek11.h5ad, X, 640, 11, 7018, 2016.5208012731237",
    "F_odd/zellkonverter_krumsiek11_augmented_v0-8.h5ad, X, 640, 11, 7018, 2016.5208012731237",
    "B_perturb/bmfm_sciplex3.h5ad, X, 2247, 2000, 324907, 206994.75160857118",
  })
  void matricesHoldWhatPythonReads(
      String name, String key, int rows, int columns, long nonZeros, double sum) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      RowMatrix matrix = file.matrix(key);
      assertThat(matrix.rows()).isEqualTo(rows).isEqualTo(file.obs().rows());
      assertThat(matrix.columns()).isEqualTo(columns).isEqualTo(file.var(key).rows());
      long entries = 0;
      double total = 0;
      for (int from = 0; from < rows; from += 37) {
        CsrMatrix block = matrix.rows(from, Math.min(rows, from + 37));
        entries += block.entries();
        total += IntStream.range(0, block.entries()).mapToDouble(i -> block.values()[i]).sum();
      }
      assertThat(entries).isEqualTo(nonZeros);
      assertThat(total).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F_odd/anndataR_example.h5ad, counts, csc_counts",
    "F_odd/anndataR_example.h5ad, counts, dense_counts",
    "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad, X, X",
    "A_labelled/bmfm_scp1884.h5ad, X, X",
  })
  void aBlockDoesNotDependOnHowItIsReadNorOnTheLayout(String name, String one, String other) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      RowMatrix matrix = file.matrix(one);
      CsrMatrix whole = matrix.rows(0, matrix.rows());
      for (int r : new int[] {matrix.rows() - 1, 0, matrix.rows() / 2, 1}) {
        CsrMatrix row = file.matrix(other).rows(r, r + 1);
        int from = whole.indptr()[r];
        int until = whole.indptr()[r + 1];
        assertThat(row.indices()).isEqualTo(Arrays.copyOfRange(whole.indices(), from, until));
        assertThat(row.values()).isEqualTo(Arrays.copyOfRange(whole.values(), from, until));
      }
    }
  }

  @Test
  void tablesOfEveryEncodingKeepNamesKindsAndMissingEntries() {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data("F_odd/anndataR_example.h5ad"))) {
      assertThat(file.obs().index()).startsWith("Cell000", "Cell001");
      assertThat(file.obs().column("IntNA").orElseThrow().text(0)).isEmpty();
      assertThat(file.obs().column("IntNA").orElseThrow().text(1)).contains("42");
      assertThat(file.obs().column("BoolNA")).get().isInstanceOf(Column.Booleans.class);
      assertThat(file.obs().column("FloatNA").orElseThrow().text(0)).isEmpty();
      assertThat(file.uns().child("StringScalar")).contains(new Unstructured.Text("A string"));
    }
    try (AnnDataFile file =
        AnnDataFiles.open(SharedData.data("A_labelled/transcriptformer_mouse_val.h5ad"))) {
      Column region = file.obs().column("ccf_region_name").orElseThrow();
      long missing =
          IntStream.range(0, region.length()).filter(r -> region.text(r).isEmpty()).count();
      assertThat(missing).isEqualTo(103);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F_odd/anndata_v0.5.0.h5ad",
        "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad",
      })
  void oldAndNewEncodingsOfOneDataSetAgree(String name) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      assertThat(file.obs().index()).startsWith("AAAGCCTGGCTAAC-1");
      assertThat(file.obs().column("bulk_labels").orElseThrow().text(0))
          .isEqualTo(Optional.of("CD14+ Monocyte"));
      assertThat(file.obs().column("phase")).get().isInstanceOf(Column.Categorical.class);
      assertThat(file.var(AnnDataFile.X).column("highly_variable"))
          .get()
          .isInstanceOf(Column.Booleans.class);
      assertThat(file.embeddings()).containsExactlyInAnyOrder("X_pca", "X_umap");
      assertThat(file.embedding("X_umap").columns()).isEqualTo(2);
      assertThat(Arrays.stream(file.embedding("X_umap").values()).sum())
          .isCloseTo(-2511.0751242837573, within(1e-6));
    }
  }

  @Test
  void aMissingMatrixIsNamedWithThoseThatAreThere() {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data("F_odd/anndata_v0.7.8.h5ad"))) {
      assertThat(file.matrices()).isEqualTo(List.of("X", "raw", "array", "sparse"));
      assertThatThrownBy(() -> file.matrix("counts"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("'counts'")
          .hasMessageContaining("X, raw, array, sparse");
      assertThatThrownBy(() -> file.embedding("X_pca")).hasMessageContaining("it has array");
    }
  }

  @Test
  void aFileCutAnywhereIsRefusedAsTruncated() throws IOException {
    byte[] whole = Files.readAllBytes(SharedData.data("A_labelled/bmfm_zheng68k.h5ad"));
    for (int length : new int[] {100, 2048, whole.length / 2, whole.length - 1}) {
      Path cut = folder.resolve("cut" + length + ".h5ad");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> AnnDataFiles.open(cut))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(cut.toString())
          .message()
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F_odd/anndata_v0.7.8.h5ad",
        "F_odd/scvi_TM_droplet_mat.h5ad",
        "A_labelled/bmfm_zheng68k.h5ad",
      })
  void damagedBytesAreOneLineOrHarmless(String name) throws IOException {
    byte[] whole = Files.readAllBytes(SharedData.data(name));
    Path damaged = folder.resolve("damaged.h5ad");
    int refused = 0;
    for (long seed = 0; seed < 25; seed++) {
      RandomGenerator random = Seeds.generator(seed);
      byte[] bytes = whole.clone();
      for (int k = 0; k < 20; k++) {
        int reach = k % 2 == 0 ? Math.min(bytes.length, 8192) : bytes.length;
        bytes[random.nextInt(reach)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try (AnnDataFile file = AnnDataFiles.open(damaged)) {
        file.matrices().forEach(m -> file.matrix(m).rows(0, file.obs().rows()));
        file.embeddings().forEach(file::embedding);
        file.uns();
      } catch (DataException e) {
        refused++;
        assertThat(e).as("seed %d", seed).message().hasLineCount(1).contains("damaged.h5ad");
      }
    }
    assertThat(refused).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F_odd/liger_ctrl.h5",
        "F_odd/scanpy_10x_3.0.0_filtered_feature_bc_matrix.h5",
        "A_labelled/scDeepCluster_mouse_bladder_select_2100.h5"
      })
  void hdf5ThatIsNotAnnDataIsRefused(String name) {
    Path path = SharedData.data(name);
    assertThatThrownBy(() -> AnnDataFiles.open(path))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not an AnnData");
  }

  @Test
  void aMissingFileIsAMatterOfUsage() {
    assertThatThrownBy(() -> AnnDataFiles.open(folder.resolve("none.h5ad")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.h5ad");
  }
}
