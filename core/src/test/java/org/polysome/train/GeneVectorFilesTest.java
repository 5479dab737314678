package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.encoder.gene.GeneVectors;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.fault.DataException;
import org.polysome.genes.GeneIdKind;
import org.polysome.genes.GeneReport;
import org.polysome.genes.Vocabulary;
import org.polysome.matrix.DenseMatrix;

class GeneVectorFilesTest {

  private static final Vocabulary GENES = Vocabulary.of(List.of("A", "B", "C", "D"));

  @TempDir private Path folder;

  private void write() {
    GeneReport.Names none = new GeneReport.Names(0, List.of());
    GeneReport report =
        new GeneReport(
            "gene",
            GeneIdKind.SYMBOL,
            GeneIdKind.SYMBOL,
            2,
            4,
            2,
            none,
            none,
            none,
            new GeneReport.Names(2, List.of("A", "C")));
    DenseMatrix vectors = new DenseMatrix(2, 3, new double[] {1, 2, 3, 4, 5, 0.1});
    MatchedVectors matched = new MatchedVectors(new GeneVectors(new int[] {1, 3}, vectors), report);
    GeneVectorFiles.write(folder, matched, GENES);
  }

  @Test
  void vectorsComeBackByTheNamesOfTheirGenes() throws IOException {
    write();
    assertThat(Files.readAllLines(folder.resolve("gene-vectors.txt"))).containsExactly("B", "D");
    assertThat(Files.readString(folder.resolve("gene-vectors.json"))).contains("\"matched\" : 2");
    Vocabulary turned = Vocabulary.of(List.of("D", "C", "B"));
    GeneVectors read = GeneVectorFiles.read(folder, turned).orElseThrow();
    assertThat(read.genes()).containsExactly(2, 0);
    assertThat(read.vectors().rows()).isEqualTo(2);
    assertThat(read.vectors().columns()).isEqualTo(3);
    assertThat(read.vectors().values()).containsExactly(1, 2, 3, 4, 5, 0.1f);
  }

  @Test
  void aRunThatStartedFromNoneHasNone() {
    assertThat(GeneVectorFiles.read(folder, GENES)).isEmpty();
  }

  @Test
  void aGeneThatTheRunDoesNotKnowIsAFault() {
    write();
    assertThatThrownBy(() -> GeneVectorFiles.read(folder, Vocabulary.of(List.of("B"))))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("gene-vectors.npy") + ": unknown gene D");
  }
}
