package org.polysome.anndata.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Unstructured;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

@Tag("locale")
class ArrayAdditionTest {

  private static final int DIMENSIONS = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_labelled/bmfm_zheng68k.h5ad",
        "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad",
        "A_labelled/scvi_pbmc_10k_protein_v3.h5ad",
        "F_odd/anndataR_example.h5ad",
        "F_odd/anndata_v0.7.0.h5ad",
        "F_odd/anndata_v0.7.8.h5ad",
        "F_odd/cxgschema_example_valid.h5ad",
        "F_odd/scvi_TM_droplet_mat.h5ad",
        "F_odd/zellkonverter_krumsiek11.h5ad",
      })
  void nothingChangesButTheNewKey(String name) throws IOException {
    Path input = SharedData.data(name);
    Path output = folder.resolve("out.h5ad");
    add(input, output, "X_polysome", false);
    Map<String, String> before = new TreeMap<>(Hdf5Snapshot.of(input));
    Map<String, String> after = new TreeMap<>(Hdf5Snapshot.of(output));
    assertThat(after.remove("/obsm/X_polysome")).isNotNull();
    if (!before.containsKey("/obsm/")) {
      assertThat(after.remove("/obsm/")).isNotNull();
    }
    assertThat(after).isEqualTo(before);
    assertEmbedding(output, "X_polysome", 0);
    assertNoLeftovers("out.h5ad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad",
        "F_odd/anndata_v0.7.8.h5ad",
        "F_odd/zellkonverter_krumsiek11.h5ad",
      })
  void nothingChangesButTheNewLayerAndItsDescription(String name) throws IOException {
    Path input = SharedData.data(name);
    Path output = folder.resolve("out.h5ad");
    addLayer(input, output, false);
    Map<String, String> before = new TreeMap<>(Hdf5Snapshot.of(input));
    Map<String, String> after = new TreeMap<>(Hdf5Snapshot.of(output));
    assertThat(after.remove("/layers/predicted")).isNotNull();
    after.keySet().removeIf(key -> key.startsWith("/uns/" + ArrayAddition.DESCRIPTIONS + "/"));
    for (String group : List.of("/layers/", "/uns/")) {
      if (!before.containsKey(group)) {
        assertThat(after.remove(group)).isNotNull();
      }
    }
    assertThat(after).isEqualTo(before);
    try (AnnDataFile file = AnnDataFiles.open(output)) {
      assertThat(file.matrix("predicted").rows(1, 2).values()[0])
          .isEqualTo(file.matrix("predicted").columns());
      assertThat(file.uns().child(ArrayAddition.DESCRIPTIONS).orElseThrow().toString())
          .contains("predicted", "a scale");
    }
    Path again = folder.resolve("again.h5ad");
    assertThatThrownBy(() -> addLayer(output, again, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layers already has 'predicted'")
        .hasMessageContaining("‹layer-name›");
    addLayer(output, again, true);
    assertThat(Hdf5Snapshot.of(again).keySet()).isEqualTo(Hdf5Snapshot.of(output).keySet());
  }

  private static void addLayer(Path input, Path output, boolean force) {
    int cells;
    int genes;
    try (AnnDataFile file = AnnDataFiles.open(input)) {
      cells = file.obs().rows();
      genes = file.var("X").rows();
    }
    ArrayAddition.Addition addition =
        new ArrayAddition.Addition(
            ArrayAddition.Group.LAYERS,
            "predicted",
            genes,
            new Unstructured.Tree(Map.of("scale", new Unstructured.Text("a scale"))),
            force);
    try (ArrayAddition writer = ArrayAddition.begin(input, output, addition)) {
      for (int row = 0; row < cells; row++) {
        float[] values = new float[genes];
        java.util.Arrays.fill(values, row * genes);
        writer.append(values);
      }
      writer.finish();
    }
  }

  @Test
  void anExistingKeyIsReplacedOnlyByForce() throws IOException {
    Path input = SharedData.data("A_labelled/scanpy_10x_pbmc68k_reduced.h5ad");
    Path output = folder.resolve("out.h5ad");
    assertThatThrownBy(() -> add(input, output, "X_pca", false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'X_pca'")
        .hasMessageContaining("‹force›");
    assertNoLeftovers();
    add(input, output, "X_pca", true);
    assertEmbedding(output, "X_pca", 0);
    Map<String, String> before = new TreeMap<>(Hdf5Snapshot.of(input));
    Map<String, String> after = new TreeMap<>(Hdf5Snapshot.of(output));
    before.remove("/obsm/X_pca");
    after.remove("/obsm/X_pca");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void inputAndOutputMayBeOneFileByForceOnly() throws IOException {
    Path file = folder.resolve("own.h5ad");
    Files.copy(
        SharedData.data("F_odd/anndata_v0.7.8.h5ad"), file, StandardCopyOption.REPLACE_EXISTING);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> add(file, file, "X_polysome", false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("exists already");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    add(file, file, "X_polysome", true);
    assertEmbedding(file, "X_polysome", 0);
    assertNoLeftovers("own.h5ad");
  }

  @Test
  void whatIsNotFinishedLeavesNothing() throws IOException {
    Path input = SharedData.data("F_odd/anndata_v0.7.8.h5ad");
    Path output = folder.resolve("out.h5ad");
    try (ArrayAddition writer =
        ArrayAddition.begin(
            input, output, ArrayAddition.Addition.embedding("X", DIMENSIONS, false))) {
      writer.append(new float[DIMENSIONS * 4]);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
    assertNoLeftovers();
  }

  @Test
  void aCompoundObsmIsRefusedWithTheWayOut() throws IOException {
    Path input = SharedData.data("F_odd/anndata_v0.5.0.h5ad");
    assertThatThrownBy(() -> add(input, folder.resolve("out.h5ad"), "X_polysome", false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("polysome data convert");
    assertNoLeftovers();
  }

  @Test
  void aKeyMustBeAPlainName() {
    assertThatThrownBy(() -> ArrayAddition.Addition.embedding("a/b", 1, false))
        .isInstanceOf(UsageException.class);
  }

  private static void add(Path input, Path output, String key, boolean force) {
    int cells;
    try (AnnDataFile file = AnnDataFiles.open(input)) {
      cells = file.obs().rows();
    }
    try (ArrayAddition writer =
        ArrayAddition.begin(
            input, output, ArrayAddition.Addition.embedding(key, DIMENSIONS, force))) {
      for (int row = 0; row < cells; row += 7) {
        float[] block = new float[Math.min(7, cells - row) * DIMENSIONS];
        for (int i = 0; i < block.length; i++) {
          block[i] = row * DIMENSIONS + i;
        }
        writer.append(block);
      }
      writer.finish();
    }
  }

  private static void assertEmbedding(Path path, String key, int first) {
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      DenseMatrix embedding = file.embedding(key);
      assertThat(embedding.rows()).isEqualTo(file.obs().rows());
      for (int i = 0; i < embedding.values().length; i++) {
        assertThat(embedding.values()[i]).isEqualTo(first + i);
      }
    }
  }

  private void assertNoLeftovers(String... expected) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder(expected);
    }
  }
}
