package org.polysome.anndata.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.SameFrame;
import org.polysome.anndata.Unstructured;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;

@Tag("locale")
class H5adWriterTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23})
  void whatIsWrittenInBlocksIsReadBack(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    int cells = random.nextInt(400);
    int genes = 1 + random.nextInt(300);
    CsrMatrix counts = random(random, cells, genes);
    Frame obs = table("cell", cells);
    Frame var = table("gene", genes);
    Path path = folder.resolve("random.h5ad");
    try (H5adWriter writer = H5adWriter.create(path, obs, var, false)) {
      MatrixWriter x = writer.matrix(AnnDataFile.X);
      MatrixWriter layer = writer.matrix("twice");
      DenseWriter embedding = writer.embedding("X_one", 2);
      for (int from = 0; from < cells; ) {
        int until = Math.min(cells, from + 1 + random.nextInt(100));
        CsrMatrix block = slice(counts, from, until);
        x.append(block);
        layer.append(block);
        embedding.append(new float[2 * (until - from)]);
        from = until;
      }
      writer.finish();
    }
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(file.matrices()).containsExactly("X", "twice");
      for (String name : file.matrices()) {
        CsrMatrix read = file.matrix(name).rows(0, cells);
        assertThat(read.indptr()).isEqualTo(counts.indptr());
        assertThat(read.indices()).isEqualTo(counts.indices());
        assertThat(read.values()).isEqualTo(counts.values());
      }
      SameFrame.assertSame(file.obs(), obs);
      SameFrame.assertSame(file.var("X"), var);
      assertThat(file.embedding("X_one").rows()).isEqualTo(cells);
    }
  }

  @Test
  void theFreeFormTreeAndTheMeasuredGenesAreReadBack() {
    Path path = folder.resolve("uns.h5ad");
    BitSet some = new BitSet();
    some.set(1);
    MeasuredGenes measured =
        new MeasuredGenes("source", List.of("a", "ß"), List.of(new BitSet(), some));
    Unstructured.Tree tree =
        new Unstructured.Tree(
            Map.of(
                "text", new Unstructured.Text("İstanbul"),
                "number", new Unstructured.Number(2.5),
                "flag", new Unstructured.Flag(true),
                "texts", new Unstructured.Texts(List.of("x", "")),
                "deeper", new Unstructured.Tree(Map.of("n", new Unstructured.Number(1)))));
    try (H5adWriter writer = H5adWriter.create(path, table("c", 2), table("g", 3), false)) {
      writer.matrix("X").append(new CsrMatrix(2, 3, new int[3], new int[0], new float[0]));
      writer.uns("tree", tree);
      writer.measured(measured);
      writer.finish();
    }
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      assertThat(file.uns().child("tree")).contains(tree);
      assertThat(file.measured()).contains(measured);
    }
  }

  @Test
  void anUnfinishedFileLeavesNothingAndAnExistingOneIsKept() throws IOException {
    Path path = folder.resolve("a.h5ad");
    try (H5adWriter writer = H5adWriter.create(path, table("c", 2), table("g", 3), false)) {
      writer.matrix("X").append(new CsrMatrix(1, 3, new int[2], new int[0], new float[0]));
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("1 rows for 2 cells");
    }
    assertThat(files()).isEmpty();
    Files.writeString(path, "mine");
    assertThatThrownBy(() -> H5adWriter.create(path, table("c", 2), table("g", 3), false))
        .isInstanceOf(UsageException.class);
    assertThat(files()).containsExactly("a.h5ad");
    assertThat(path).hasContent("mine");
  }

  @Test
  void aFrameThatCannotBeWrittenLeavesNothing() throws IOException {
    Frame bad = new Frame("_index", List.of("a\0b"), Map.of());
    assertThatThrownBy(() -> H5adWriter.create(folder.resolve("b.h5ad"), bad, table("g", 1), false))
        .hasMessageContaining("zero character");
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  /** A table with a column of every kind, missing entries among them. */
  private static Frame table(String prefix, int rows) {
    SequencedMap<String, Column> columns = new LinkedHashMap<>();
    int[] codes = IntStream.range(0, rows).map(r -> r % 4 - 1).toArray();
    columns.put("label", new Column.Categorical(codes, List.of("x", "ÿ", "unused"), true));
    columns.put(
        "text",
        new Column.Text(
            IntStream.range(0, rows).mapToObj(r -> Optional.of("t" + r * 7 % 5)).toList()));
    columns.put(
        "holes",
        new Column.Text(
            IntStream.range(0, rows)
                .mapToObj(r -> r % 3 == 0 ? Optional.<String>empty() : Optional.of("h" + r))
                .toList()));
    double[] decimals = IntStream.range(0, rows).mapToDouble(r -> r / 7.0).toArray();
    columns.put("decimal", new Column.Decimals(decimals));
    long[] integers = IntStream.range(0, rows).mapToLong(r -> Long.MAX_VALUE - r).toArray();
    columns.put("integer", new Column.Integers(integers, new boolean[rows]));
    boolean[] odd = new boolean[rows];
    for (int r = 1; r < rows; r += 2) {
      odd[r] = true;
    }
    columns.put("integer_holes", new Column.Integers(integers, odd));
    columns.put("per/cent", new Column.Decimals(decimals));
    columns.put("_index", new Column.Integers(integers, new boolean[rows]));
    columns.put("flag", new Column.Booleans(odd, new boolean[rows]));
    columns.put("flag_holes", new Column.Booleans(odd, odd));
    List<String> index = IntStream.range(0, rows).mapToObj(r -> prefix + r).toList();
    return new Frame("_index", index, columns);
  }

  private static CsrMatrix random(RandomGenerator random, int rows, int columns) {
    CsrBuilder builder = new CsrBuilder(columns, rows * 10);
    for (int r = 0; r < rows; r++) {
      for (int k = random.nextInt(columns + 1); k > 0; k--) {
        builder.add(random.nextInt(columns), random.nextInt(1, 1000));
      }
      builder.endRow();
    }
    return builder.build();
  }

  private static CsrMatrix slice(CsrMatrix whole, int from, int until) {
    CsrBuilder builder = new CsrBuilder(whole.columns(), 100);
    for (int r = from; r < until; r++) {
      for (int i = whole.indptr()[r]; i < whole.indptr()[r + 1]; i++) {
        builder.add(whole.indices()[i], whole.values()[i]);
      }
      builder.endRow();
    }
    return builder.build();
  }
}
