package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import org.polysome.genes.Vocabulary;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;

@Tag("locale")
class VectorFilesTest {

  private static final int COLUMNS = 3;

  @TempDir private Path folder = Path.of("");

  private final Vocabulary vocabulary =
      Vocabulary.of(IntStream.range(0, 10).mapToObj(VectorFilesTest::gene).toList());

  private static String gene(int id) {
    return String.format(Locale.ROOT, "ENSG%011d", id);
  }

  /** The number i of the row r of every file here. */
  private static double number(int row, int i) {
    return row + 0.25 * i;
  }

  private static String numbers(int row, String between) {
    return number(row, 0) + between + number(row, 1) + between + number(row, 2);
  }

  private Matrix matrix(String file, String more) {
    return Config.bind(
        YamlReader.read("{file: '" + folder.resolve(file) + "'" + more + "}", "test"),
        Matrix.class);
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  private void check(Matrix spec, int... found) {
    MatchedVectors matched = spec.read(vocabulary, 8);
    assertThat(matched.vectors().genes()).containsExactly(found);
    assertThat(matched.report().matched()).isEqualTo(found.length);
    for (int row = 0; row < found.length; row++) {
      for (int i = 0; i < COLUMNS; i++) {
        assertThat(matched.vectors().vectors().get(row, i)).isEqualTo(number(found[row], i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "no header", "titles"})
  void text(String first) throws IOException {
    boolean tabs = first.equals("titles");
    String between = tabs ? "\t" : " ";
    List<String> lines =
        new java.util.ArrayList<>(
            List.of(
                gene(4) + between + numbers(4, between),
                "UNKNOWN" + between + numbers(77, between),
                gene(1) + ".12" + between + numbers(1, between),
                gene(4) + between + numbers(50, between)));
    if (first.equals("header")) {
      lines.addFirst("4 3");
    } else if (tabs) {
      lines.addFirst("gene\ta\tb\tc");
    }
    write("vectors.txt", lines.toArray(String[]::new));
    check(matrix("vectors.txt", ", minimum-coverage: 0.2"), 1, 4);
  }

  @Test
  void severalNamesOfAGene() throws IOException {
    write(
        "vectors.tsv",
        "TP53\t" + gene(0) + "\t" + numbers(0, "\t"),
        "MYC\t" + gene(9) + "\t" + numbers(9, "\t"));
    check(matrix("vectors.tsv", ", minimum-coverage: 0.1"), 0, 9);
  }

  @ParameterizedTest
  @CsvSource({"4", "8"})
  void npy(int width) throws IOException {
    try (NpyWriter writer = new NpyWriter(folder.resolve("v.npy"), new NpyType('f', width))) {
      for (int row = 0; row < 6; row++) {
        for (int i = 0; i < COLUMNS; i++) {
          writer.add(number(row, i));
        }
      }
      writer.finish(6, COLUMNS);
    }
    write(
        "names.txt", IntStream.range(0, 6).mapToObj(VectorFilesTest::gene).toArray(String[]::new));
    check(matrix("v.npy", ", names: '" + folder.resolve("names.txt") + "'"), 0, 1, 2, 3, 4, 5);
    assertThatThrownBy(() -> check(matrix("v.npy", "")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("names");
    write("few.txt", gene(1), gene(2));
    assertThatThrownBy(() -> check(matrix("v.npy", ", names: '" + folder.resolve("few.txt") + "'")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("names 2 genes")
        .hasMessageContaining("6 rows");
  }

  @Test
  void safetensors() throws IOException {
    try (Scope scope = new Scope()) {
      float[] all = new float[5 * COLUMNS];
      Map<String, org.polysome.tensor.Tensor> each = new java.util.LinkedHashMap<>();
      for (int row = 0; row < 5; row++) {
        float[] one = new float[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
          one[i] = (float) number(row, i);
          all[row * COLUMNS + i] = one[i];
        }
        each.put(gene(row), Tensors.of(one, COLUMNS));
      }
      SafetensorsWriter.write(folder.resolve("each.safetensors"), each, Map.of());
      SafetensorsWriter.write(
          folder.resolve("matrix.safetensors"),
          Map.of("genes", Tensors.of(all, 5, COLUMNS), "other", Tensors.of(all, 5, COLUMNS)),
          Map.of());
    }
    check(matrix("each.safetensors", ""), 0, 1, 2, 3, 4);
    write(
        "names.txt", IntStream.range(0, 5).mapToObj(VectorFilesTest::gene).toArray(String[]::new));
    String names = ", names: '" + folder.resolve("names.txt") + "'";
    check(matrix("matrix.safetensors", names + ", tensor: genes"), 0, 1, 2, 3, 4);
    assertThatThrownBy(() -> check(matrix("matrix.safetensors", names)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("genes, other");
  }

  @Test
  void tooLittleCoverageIsRefusedWithNumbers() throws IOException {
    write("vectors.txt", gene(3) + " 1 2", gene(7) + " 3 4", "A 1 2");
    assertThatThrownBy(() -> matrix("vectors.txt", "").read(vocabulary, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 of 10 genes")
        .hasMessageContaining("20.0 %")
        .hasMessageContaining("minimum-coverage is 0.5");
    write("symbols.txt", "TP53 1 2", "MYC 3 4");
    assertThatThrownBy(() -> matrix("symbols.txt", ", minimum-coverage: 0").read(vocabulary, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0 of 10 genes")
        .hasMessageContaining("symbols (TP53")
        .hasMessageContaining("human Ensembl ids");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A 1 2;B 1|line 2 has 2 fields",
        "A 1 2;B 1 x|is no number",
        "3 2;A 1 2|cut off",
        "A 1 NaN|no number",
        "A|expected 1 name"
      })
  void damagedText(String lines, String message) throws IOException {
    write("bad.txt", lines.split(";"));
    assertThatThrownBy(() -> VectorFiles.read(matrix("bad.txt", "")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bad.txt")
        .hasMessageContaining(message);
  }

  @Test
  void principalComponentsKeepDistances() throws IOException {
    String[] lines = new String[10];
    for (int gene = 0; gene < 10; gene++) {
      double a = Math.sin(gene);
      double b = Math.cos(3 * gene);
      lines[gene] = gene(gene) + " " + a + " " + b + " " + (a + b) + " " + (a - 2 * b) + " 5";
    }
    write("vectors.txt", lines);
    var plain = matrix("vectors.txt", "").read(vocabulary, 3).vectors().vectors();
    var reduced = matrix("vectors.txt", ", pca: true").read(vocabulary, 3).vectors().vectors();
    assertThat(reduced.columns()).isEqualTo(3);
    for (int one = 0; one < 10; one++) {
      for (int other = 0; other < one; other++) {
        assertThat(distance(reduced, one, other))
            .isCloseTo(distance(plain, one, other), within(1e-6));
      }
    }
  }

  private static double distance(org.polysome.matrix.DenseMatrix rows, int one, int other) {
    double sum = 0;
    for (int i = 0; i < rows.columns(); i++) {
      sum += Math.pow(rows.get(one, i) - rows.get(other, i), 2);
    }
    return Math.sqrt(sum);
  }
}
