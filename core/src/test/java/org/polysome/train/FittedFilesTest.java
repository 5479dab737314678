package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Fitted;

class FittedFilesTest {

  private static final Vocabulary GENES = Vocabulary.of(List.of("A", "B", "C", "D"));

  @TempDir private Path folder;

  private static Fitted everything() {
    BitSet selected = new BitSet();
    selected.set(1);
    selected.set(3);
    return new Fitted(
            Optional.of(selected),
            Optional.of(new double[] {0, 1.5, 0.25, 7}),
            Optional.of(new double[] {3, 0, 1, 2}),
            Optional.of(new int[] {4, 1, 0, 4}),
            Optional.of(1234.5))
        .withChromosomes(Optional.of(new int[] {Fitted.NO_CHROMOSOME, 0, 2, 1}));
  }

  @Test
  void everythingComesBack() throws IOException {
    FittedFiles.write(folder, everything(), GENES);
    Fitted read = FittedFiles.read(folder, GENES);
    assertThat(read.selected()).isEqualTo(everything().selected());
    assertThat(read.medians().orElseThrow()).containsExactly(0, 1.5, 0.25, 7);
    assertThat(read.frequencies().orElseThrow()).containsExactly(3, 0, 1, 2);
    assertThat(read.geneRanks().orElseThrow()).containsExactly(4, 1, 0, 4);
    assertThat(read.targetDepth()).contains(1234.5);
    assertThat(read.chromosomes().orElseThrow()).containsExactly(-1, 0, 2, 1);
    assertThat(Files.readString(folder.resolve(RunFolder.GENE_ORDER))).isEqualTo("C\nB\n");
    assertThat(Files.readString(folder.resolve(RunFolder.TARGET_DEPTH))).isEqualTo("1234.5\n");
    assertThat(Files.readString(folder.resolve(RunFolder.CHROMOSOMES)))
        .isEqualTo("B\t1.0\nC\t3.0\nD\t2.0\n");
  }

  @Test
  void onlyWhatThereIsHasAFile() {
    FittedFiles.write(folder, Fitted.NOTHING, GENES);
    assertThat(folder).isEmptyDirectory();
    Fitted read = FittedFiles.read(folder, GENES);
    assertThat(read).isEqualTo(Fitted.NOTHING);
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path depth = Files.writeString(folder.resolve(RunFolder.TARGET_DEPTH), "deep\n");
    assertThatThrownBy(() -> FittedFiles.read(folder, GENES))
        .isInstanceOf(DataException.class)
        .hasMessage(depth + ": 'deep' is not a number");
    Path selected = Files.writeString(folder.resolve(RunFolder.SELECTED_GENES), "A\nX\n");
    assertThatThrownBy(() -> FittedFiles.read(folder, GENES))
        .isInstanceOf(DataException.class)
        .hasMessage(selected + ": 'X' is not in the vocabulary");
  }
}
