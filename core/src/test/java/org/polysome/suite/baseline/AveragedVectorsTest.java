package org.polysome.suite.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.encoder.gene.NamedVectors;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;

class AveragedVectorsTest {

  @TempDir Path folder;

  @Test
  void aCellIsTheMeanOfItsGenesByExpression() throws IOException {
    AveragedVectors averaged =
        AveragedVectors.of(
            values(), genes(), NamedVectors.read(text("B 4 0\nA 0 2\nX 9 9\nA 5 5\n")));
    assertThat(averaged.embed(new int[0]).values())
        .containsExactly(new double[] {3, 0.5, 0, 2, 0, 0}, within(1e-12));
    assertThat(averaged.coverage())
        .isEqualTo(
            "gene vectors: 2 of 3 genes have one of 2 numbers, and 50.0 % of the expression is theirs");
  }

  @Test
  void anyColumnOfNamesMayMatchAndNoneIsRefused() throws IOException {
    SequencedMap<String, List<String>> genes = new LinkedHashMap<>();
    genes.put("_index", List.of("ENSG1", "ENSG2", "ENSG3"));
    genes.put("symbol", List.of("A", "B", "C"));
    NamedVectors vectors = NamedVectors.read(text("B 4 0\nA 0 2\n"));
    assertThat(AveragedVectors.of(values(), genes, vectors).embed(new int[0]).get(1, 1))
        .isEqualTo(2);
    assertThatThrownBy(
            () -> AveragedVectors.of(values(), genes, NamedVectors.read(text("Q 1 2\n"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none of the 3 genes")
        .hasMessageContaining("ENSG1 or A")
        .hasMessageContaining("Q");
  }

  @Test
  void rowsOfANpyAreNamedByTheTextBesideIt() throws IOException {
    Path file = folder.resolve("vectors.npy");
    try (NpyWriter writer = new NpyWriter(file, NpyType.FLOAT32)) {
      for (double number : new double[] {0, 2, 4, 0}) {
        writer.add(number);
      }
      writer.finish(2, 2);
    }
    assertThatThrownBy(() -> NamedVectors.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("vectors.txt");
    Files.writeString(folder.resolve("vectors.txt"), "A\nB\n");
    assertThat(
            AveragedVectors.of(values(), genes(), NamedVectors.read(file))
                .embed(new int[0])
                .values())
        .containsExactly(new double[] {3, 0.5, 0, 2, 0, 0}, within(1e-12));
  }

  private Path text(String lines) throws IOException {
    return Files.writeString(folder.resolve("vectors.tsv"), lines);
  }

  private static SequencedMap<String, List<String>> genes() {
    SequencedMap<String, List<String>> genes = new LinkedHashMap<>();
    genes.put("_index", List.of("A", "B", "C"));
    return genes;
  }

  /** Cells of A and B, of A and C, and of C alone. */
  private static CsrMatrix values() {
    CsrBuilder builder = new CsrBuilder(3, 9);
    for (float[] cell : new float[][] {{1, 3, 0}, {2, 0, 2}, {0, 0, 4}}) {
      for (int gene = 0; gene < 3; gene++) {
        builder.add(gene, cell[gene]);
      }
      builder.endRow();
    }
    return builder.build();
  }
}
