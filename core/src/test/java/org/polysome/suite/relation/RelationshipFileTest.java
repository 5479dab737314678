package org.polysome.suite.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.SharedData;
import org.polysome.fault.DataException;
import org.polysome.metric.perturbation.relation.GenePair;
import org.polysome.metric.perturbation.relation.Relationships;

@Tag("locale")
class RelationshipFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "CORUM, 37649, 3505",
    "HuMAP, 58538, 7368",
    "Reactome, 18565, 4509",
    "SIGNOR, 11617, 4544",
    "StringDB, 58059, 10335"
  })
  void databasesHaveAsManyPairsAsTheReferenceCounts(String name, int pairs, int genes) {
    Relationships known =
        RelationshipFile.read(SharedData.data("D_relations/EFAAR/" + name + ".txt"));
    assertThat(known.name()).isEqualTo(name);
    assertThat(known.pairs()).hasSize(pairs);
    assertThat(known.genes()).hasSize(genes);
  }

  @Test
  void repeatedAndSelfPairsAddNothing() throws IOException {
    Relationships known = read("\uFEFFentity1,entity2\r\nA,B\r\nB,A\r\nA,A\r\n\r\nC, D\r\nD,C");
    assertThat(known.pairs()).containsExactly(new GenePair("A", "B"), new GenePair("C", "D"));
  }

  @Test
  void faultsNameFileAndLine() {
    assertThatThrownBy(() -> read("gene,other\nA,B\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("known.txt: line 1: expected the header 'entity1,entity2'");
    assertThatThrownBy(() -> read("")).hasMessageContaining("found ''");
    assertThatThrownBy(() -> read("entity1,entity2\nA,B\nC\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("known.txt: line 3: expected two genes")
        .hasMessageEndingWith("found 'C'");
    assertThatThrownBy(() -> read("entity1,entity2\nA,\n")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> read("entity1,entity2\nA,B,C\n")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> read("entity1,entity2\nA,A\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no pair of two genes");
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Path file = folder.resolve("latin.txt");
    Files.write(file, new byte[] {'e', (byte) 0xE9, '\n'});
    assertThatThrownBy(() -> RelationshipFile.read(file)).hasMessageContaining("not UTF-8");
  }

  private Relationships read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("known.txt"), text);
    return RelationshipFile.read(file);
  }
}
