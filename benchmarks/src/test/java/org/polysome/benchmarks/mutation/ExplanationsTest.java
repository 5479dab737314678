package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;

class ExplanationsTest {

  @TempDir private Path folder;

  private Explanations read(String text) throws IOException {
    return Explanations.read(Files.writeString(folder.resolve("explained.txt"), text));
  }

  @Test
  void aMutantIsKnownByWhatItChangesAndNotByItsLine() throws IOException {
    Explanations explanations =
        read("# class\n\norg.polysome.A\tadd\tnegated\tif (a) {\tnobody asks\n");
    Mutant moved = new Mutant("org.polysome.A", "add", 99, "negated", "if (a) {", Fate.SURVIVED);
    Mutant other = new Mutant("org.polysome.A", "add", 99, "negated", "if (b) {", Fate.SURVIVED);
    assertThat(explanations.cover(moved)).isTrue();
    assertThat(explanations.cover(other)).isFalse();
  }

  @Test
  void aReasonIsNeeded() {
    assertThatThrownBy(() -> read("org.polysome.A\tadd\tnegated\tif (a) {\t \n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1: class, method, change, source and reason are expected");
    assertThatThrownBy(() -> read("#\norg.polysome.A\tadd\tnegated\tif (a) {\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void aLineStandsOnce() {
    String line = "org.polysome.A\tadd\tnegated\tif (a) {\twhy\n";
    assertThatThrownBy(() -> read(line + line))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2 stands twice");
  }
}
