package org.polysome.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

@Tag("locale")
class VocabularyTest {

  @TempDir Path folder;

  @Test
  void aNameIsFoundByItsIdAndTheOtherWayRound() {
    Vocabulary vocabulary = Vocabulary.of(List.of("TP53", "GATA1", "HLA-DRA"));
    assertThat(vocabulary.id("GATA1")).hasValue(1);
    assertThat(vocabulary.id("gata1")).isEmpty();
    assertThat(vocabulary.name(2)).isEqualTo("HLA-DRA");
  }

  @Test
  void theDigestIsThatOfTheNamesJoinedByNewlines() {
    // printf 'TP53\nGATA1' | sha256sum
    assertThat(Vocabulary.of(List.of("TP53", "GATA1")).sha256())
        .isEqualTo("cc9e06aa0eef7e8d0ef0cc7f6c376867c1f9ac8817cc6883cb1401b45fe685cf");
    assertThat(Vocabulary.of(List.of("GATA1", "TP53")).sha256())
        .isNotEqualTo(Vocabulary.of(List.of("TP53", "GATA1")).sha256());
  }

  @Test
  void aFileGivesBackTheSameVocabulary() {
    Vocabulary vocabulary = Vocabulary.of(List.of("İL2", "A", "gene with spaces"));
    Path file = folder.resolve("vocabulary.txt");
    vocabulary.write(file, false);
    assertThat(Vocabulary.read(file)).isEqualTo(vocabulary);
    assertThat(Vocabulary.read(file).sha256()).isEqualTo(vocabulary.sha256());
    assertThatThrownBy(() -> vocabulary.write(file, false)).isInstanceOf(UsageException.class);
  }

  @Test
  void repeatedBlankAndUnreadableNamesAreRefusedWithTheirLine() throws IOException {
    Path file = folder.resolve("bad.txt");
    Files.writeString(file, "A\nB\nA\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'A' is on line 1 and again on 3");
    Files.writeString(file, "A\n \nB\n");
    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("line 2");
    Files.writeString(file, "");
    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("empty");
    Files.write(file, "Ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Vocabulary.read(file)).hasMessageContaining("UTF-8");
  }
}
