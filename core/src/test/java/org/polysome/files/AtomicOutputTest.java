package org.polysome.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.UsageException;

@Tag("locale")
class AtomicOutputTest {

  @TempDir Path folder;

  @Test
  void fileAppearsOnlyOnCommit() throws IOException {
    Path target = folder.resolve("out.txt");
    try (AtomicOutput output = AtomicOutput.file(target, false)) {
      Files.writeString(output.path(), "whole");
      assertThat(target).doesNotExist();
      output.commit();
    }
    assertThat(target).hasContent("whole");
    assertThat(names(folder)).containsExactly("out.txt");
  }

  @Test
  void nothingIsLeftAfterAFault() throws IOException {
    Path target = folder.resolve("a/b/out.txt");
    assertThatThrownBy(
            () -> {
              try (AtomicOutput output = AtomicOutput.file(target, false)) {
                Files.writeString(output.path(), "half");
                throw new IllegalStateException("in the middle");
              }
            })
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void existingFileIsRefusedWithoutForceAndReplacedWithIt() throws IOException {
    Path target = Files.writeString(folder.resolve("out.txt"), "old");
    assertThatThrownBy(() -> AtomicOutput.file(target, false))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            target + " exists already; choose another output or pass ‹force› to replace it");
    try (AtomicOutput output = AtomicOutput.file(target, true)) {
      Files.writeString(output.path(), "new");
      assertThat(target).hasContent("old");
      output.commit();
    }
    assertThat(target).hasContent("new");
  }

  @Test
  void linkSurvivesAndItsFileIsReplaced() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    try (AtomicOutput output = AtomicOutput.file(link, true)) {
      Files.writeString(output.path(), "new");
      output.commit();
    }
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void folderIsReplacedWholeIfItIsOneOfOurs() throws IOException {
    Path target = folder.resolve("corpus");
    write(target, false, "first");
    assertThatThrownBy(() -> write(target, false, "second")).hasMessageContaining("‹force›");
    Files.writeString(target.resolve("stray"), "goes away");
    write(target, true, "second");
    assertThat(target.resolve("corpus.json")).hasContent("second");
    assertThat(names(target)).containsExactly("corpus.json");
    assertThat(names(folder)).containsExactly("corpus");
  }

  @Test
  void forceDoesNotReplaceAFolderOfAnotherKind() throws IOException {
    Path target = Files.createDirectory(folder.resolve("home"));
    Files.writeString(target.resolve("thesis.tex"), "ten years");
    assertThatThrownBy(() -> AtomicOutput.folder(target, true, "corpus.json"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            target
                + " has no corpus.json, so it is not an output of this kind and ‹force› does not"
                + " replace it");
    assertThat(target.resolve("thesis.tex")).hasContent("ten years");
  }

  @Test
  void emptyFolderCountsAsNotExisting() throws IOException {
    Path target = Files.createDirectory(folder.resolve("empty"));
    write(target, false, "first");
    assertThat(target.resolve("corpus.json")).hasContent("first");
  }

  @Test
  void parentThatIsAFileIsUsage() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> AtomicOutput.file(file.resolve("out.txt"), false))
        .isInstanceOf(UsageException.class)
        .hasMessage("cannot write " + file.resolve("out.txt") + ": " + file + " is not a folder");
  }

  @Test
  void wrongKindOfTargetIsUsage() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> AtomicOutput.file(folder, true))
        .hasMessage(folder + " is a folder, expected a file name");
    assertThatThrownBy(() -> AtomicOutput.folder(file, true, "corpus.json"))
        .hasMessage(file + " is a file, expected a folder name");
  }

  private static void write(Path target, boolean force, String text) throws IOException {
    try (AtomicOutput output = AtomicOutput.folder(target, force, "corpus.json")) {
      Files.writeString(output.path().resolve("corpus.json"), text);
      output.commit();
    }
  }

  private static java.util.List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
