package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;

class GeneTablesTest {

  private static final Vocabulary GENES = Vocabulary.of(List.of("A1", "B2", "C3", "D4", "E5"));

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.tsv"), text);
  }

  @Test
  void numbersAboveZeroComeBackFromTheirText() throws IOException {
    double[] numbers = {0, 1.5, 1e-7, 0, 3};
    String text = GeneTables.text(numbers, GENES);
    assertThat(text).isEqualTo("B2\t1.5\nC3\t1.0E-7\nE5\t3.0\n");
    assertThat(GeneTables.read(file(text), GENES)).containsExactly(numbers);
    assertThat(GeneTables.given(file(text + "\n unknown\t7\n"), GENES)).containsExactly(numbers);
    assertThatThrownBy(() -> GeneTables.given(file("unknown\t7\n"), GENES))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("names no gene of the corpus's vocabulary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"B2\t0", "B2\t-1", "B2\tmany", "B2\tInfinity", "B2\tNaN", "B2", "B2\t1\t2"})
  void aLineIsAGeneAndAPositiveNumber(String line) throws IOException {
    Path table = file("A1\t1\n" + line + "\n");
    assertThatThrownBy(() -> GeneTables.read(table, GENES))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2: '")
        .hasMessageEndingWith("' is not a gene, a tab and a positive number");
  }

  @Test
  void genesThatAreNotListedComeAfterAllOthers() throws IOException {
    Path order = file("D4\n\n unknown\nA1 \nD4\n");
    assertThat(GeneTables.givenOrder(order, GENES)).containsExactly(1, 5, 5, 0, 5);
    assertThat(GeneTables.text(new int[] {3, 0}, GENES)).isEqualTo("D4\nA1\n");
    assertThatThrownBy(() -> GeneTables.givenOrder(file("unknown\n"), GENES))
        .isInstanceOf(UsageException.class);
  }

  /** By chromosome and start; a gene that the table names twice counts where it comes first. */
  @Test
  void aTableOrdersGenesByItsColumns() throws IOException {
    Path table =
        file(
            "gene\tchromosome\tstart\nC3\t2\t10\nA1\t1\t900\nB2\t1\t30\nX\t1\t1\nC3\t3\t5\nE5\t\t7\n");
    int[] ranks = GeneTables.orderBy(List.of("chromosome", "start"), table, GENES);
    assertThat(ranks[1]).isLessThan(ranks[0]);
    assertThat(ranks[0]).isLessThan(ranks[2]);
    assertThat(ranks[3]).isEqualTo(5);
    Map<Integer, String> chromosomes = GeneTables.texts("chromosome", table, GENES);
    assertThat(chromosomes).containsEntry(0, "1").containsEntry(1, "1").containsEntry(2, "2");
    assertThat(chromosomes).doesNotContainKey(3);
    assertThatThrownBy(() -> GeneTables.texts("strand", table, GENES))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no column 'strand'; there are chromosome, start");
    Path others = file("gene\tstart\nX\t1\n");
    assertThatThrownBy(() -> GeneTables.orderBy(List.of("start"), others, GENES))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("names no gene");
  }
}
