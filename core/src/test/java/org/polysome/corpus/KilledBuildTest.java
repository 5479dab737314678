package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.ClassPath;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.progress.Watching;

/** A build whose process ends in the middle, without a chance to clean up. */
@Tag("slow")
class KilledBuildTest {

  /** Somewhat more than the rows between two notes, of which there is one before the kill. */
  private static final int CELLS = 24_000;

  private static final int DEADLY = 22_000;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path cells;

  @BeforeAll
  static void simulate() {
    cells = CorpusFixture.simulated(shared, "cells.h5ad", CELLS, 1);
  }

  /** Builds a corpus of the second argument at the third and dies after so many cells. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      int cells = Integer.parseInt(arguments[0]);
      CorpusRequest request =
          CorpusRequest.of(List.of(Path.of(arguments[1])), Path.of(arguments[2]));
      CorpusBuilder.build(request, deadly(cells));
    }
  }

  @Test
  void theNextBuildGoesOnAndGivesTheSameBytes() throws Exception {
    Path whole = folder.resolve("whole");
    CorpusFixture.build(CorpusRequest.of(List.of(cells), whole));
    Path killed = folder.resolve("killed");
    assertThat(child(killed)).isEqualTo(137);
    assertThat(killed).doesNotExist();
    assertThat(folder.resolve(".killed.staging/state.json")).exists();
    List<String> said = new ArrayList<>();
    CorpusBuilder.build(CorpusRequest.of(List.of(cells), killed), new Listening(said));
    assertThat(said).anyMatch(line -> line.startsWith("Going on from a build that was cut short"));
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("manifest.json")) {
          assertThat(killed.resolve(whole.relativize(file))).hasSameBinaryContentAs(file);
        }
      }
    }
    assertThat(folder.resolve(".killed.staging")).doesNotExist();
  }

  /** The cells are sorted by then, and half of them are in the arrays of the output. */
  @Test
  void whatAKilledWriterLeftIsGoneAfterTheNextBuild() throws Exception {
    Path killed = folder.resolve("killed");
    Path alike = Files.createDirectory(folder.resolve(".killed.part-mine"));
    assertThat(child(killed, CELLS + CELLS / 2)).isEqualTo(137);
    assertThat(hidden()).anyMatch(name -> name.matches("\\.killed\\.part-[0-9a-f-]{17}"));
    CorpusFixture.build(CorpusRequest.of(List.of(cells), killed));
    assertThat(hidden()).containsExactly(alike.getFileName().toString());
  }

  @Test
  void whatALivingWriterWritesIsLeftAlone() throws IOException {
    Path output = folder.resolve("corpus");
    try (AtomicOutput first = AtomicOutput.folder(output, false, "corpus.json")) {
      AtomicOutput.folder(output, false, "corpus.json").close();
      assertThat(first.path()).isDirectory();
    }
    assertThat(hidden()).isEmpty();
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith("."))
          .toList();
    }
  }

  @Test
  void anotherBuildDoesNotTakeWhatIsNotItsOwn() throws Exception {
    Path other = CorpusFixture.simulated(folder, "other.h5ad", 300, 2);
    Path killed = folder.resolve("killed");
    assertThat(child(killed)).isEqualTo(137);
    assertThat(CorpusFixture.build(CorpusRequest.of(List.of(other), killed)).cells())
        .isEqualTo(300);
    assertThat(folder.resolve(".killed.staging")).doesNotExist();
  }

  @Test
  void twoBuildsOfOneOutputDoNotMix() throws IOException {
    Path output = folder.resolve("corpus");
    try (Staging staging = Staging.open(output)) {
      assertThat(staging.spill()).doesNotExist();
      assertThatThrownBy(() -> Staging.open(output))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("another process is building");
    }
    Staging.open(output).close();
  }

  private int child(Path output) throws Exception {
    return child(output, DEADLY);
  }

  private int child(Path output, int deadly) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.text() + File.pathSeparator + testClasses(),
                Child.class.getName(),
                Integer.toString(deadly),
                cells.toString(),
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.txt").toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static Path testClasses() throws URISyntaxException {
    return Path.of(
        KilledBuildTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Ends the process as SIGKILL would, without hooks or finally, after so many cells. */
  private static Progress deadly(int cells) {
    AtomicLong done = new AtomicLong();
    return Watching.of(
        count -> {
          if (done.addAndGet(count) >= cells) {
            Runtime.getRuntime().halt(137);
          }
        });
  }
}
