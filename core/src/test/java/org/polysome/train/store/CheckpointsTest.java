package org.polysome.train.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

class CheckpointsTest {

  @TempDir Path run;

  private Checkpoints checkpoints = new Checkpoints(Path.of(""));

  @BeforeEach
  void folder() throws IOException {
    checkpoints = Checkpoints.of(run);
    Files.createDirectory(checkpoints.folder());
  }

  private void write(long... steps) {
    for (long step : steps) {
      checkpoints.write(step, folder -> fill(folder, "after " + step));
    }
  }

  private static void fill(Path folder, String text) {
    try {
      Files.writeString(folder.resolve(Checkpoints.STATE), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void lastIsTheOneWrittenLastAndStepsAreNumbers() throws IOException {
    assertThat(checkpoints.pointed(Checkpoints.LAST)).isEmpty();
    write(8, 9, 10, 100);
    assertThat(checkpoints.folder()).isEqualTo(run.resolve("checkpoints"));
    assertThat(checkpoints.steps()).containsExactly(8L, 9L, 10L, 100L);
    assertThat(checkpoints.pointed(Checkpoints.LAST)).contains(100L);
    assertThat(checkpoints.pointed(Checkpoints.BEST)).isEmpty();
    assertThat(checkpoints.of(9)).isEqualTo(run.resolve("checkpoints").resolve("step-9"));
    assertThat(checkpoints.of(9).resolve(Checkpoints.STATE)).hasContent("after 9");
    assertThat(Files.readString(checkpoints.folder().resolve("last"))).isEqualTo("step-100\n");
  }

  @Test
  void aCheckpointIsReplacedByOneOfTheSameStep() {
    write(5);
    checkpoints.write(5, folder -> fill(folder, "again"));
    assertThat(checkpoints.of(5).resolve(Checkpoints.STATE)).hasContent("again");
    assertThat(checkpoints.steps()).containsExactly(5L);
  }

  @Test
  void whatCannotBeWrittenLeavesThePointerAndNothingElse() {
    write(5);
    assertThatThrownBy(
            () ->
                checkpoints.write(
                    6,
                    folder -> {
                      fill(folder, "half");
                      throw new IllegalStateException("no more");
                    }))
        .hasMessage("no more");
    assertThat(checkpoints.pointed(Checkpoints.LAST)).contains(5L);
    assertThat(checkpoints.steps()).containsExactly(5L);
  }

  /** Of five, the two latest stay, the best, and those that the plan asks for. */
  @Test
  void pruningKeepsTheBestTheLatestAndTheOnesAskedFor() {
    write(1, 2, 3, 4, 5, 6);
    checkpoints.point(Checkpoints.BEST, 2);
    checkpoints.prune(2, List.of(4L));
    assertThat(checkpoints.steps()).containsExactly(2L, 4L, 5L, 6L);
    assertThat(checkpoints.named(Checkpoints.BEST)).isEqualTo(checkpoints.of(2));
    assertThat(checkpoints.of(2).resolve(Checkpoints.STATE)).hasContent("after 2");
    checkpoints.point(Checkpoints.BEST, 6);
    checkpoints.prune(1, List.of());
    assertThat(checkpoints.steps()).containsExactly(6L);
    assertThat(checkpoints.folder().toFile().list()).containsOnly("step-6", "best", "last");
  }

  @Test
  void pruningFewerThanStayDeletesNone() {
    write(1, 2);
    checkpoints.prune(2, List.of());
    checkpoints.prune(5, List.of());
    assertThat(checkpoints.steps()).containsExactly(1L, 2L);
  }

  @Test
  void whatAKilledProcessLeftAndWhatComesLaterIsCut() throws IOException {
    write(1, 2, 3);
    Files.createDirectory(checkpoints.folder().resolve(".deleted-step-0"));
    Files.writeString(checkpoints.folder().resolve(".last.part"), "x");
    checkpoints.cutAfter(2);
    assertThat(checkpoints.steps()).containsExactly(1L, 2L);
    assertThat(checkpoints.folder().toFile().list()).containsOnly("step-1", "step-2", "last");
  }

  @Test
  void aUserNamesACheckpointByPointerOrStep() {
    write(1, 20);
    checkpoints.point(Checkpoints.BEST, 1);
    assertThat(checkpoints.named("best")).isEqualTo(checkpoints.of(1));
    assertThat(checkpoints.named("last")).isEqualTo(checkpoints.of(20));
    assertThat(checkpoints.named("step-1")).isEqualTo(checkpoints.of(1));
    for (String none : List.of("step-2", "first", "1", "step--1", "xstep-1")) {
      assertThatThrownBy(() -> checkpoints.named(none))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no checkpoint '" + none + "'")
          .hasMessageContaining("there are: best, last, step-1, step-20");
    }
  }

  @Test
  void aPointerToACheckpointThatIsGoneNamesNone() {
    write(1);
    checkpoints.point(Checkpoints.BEST, 7);
    assertThat(checkpoints.pointed(Checkpoints.BEST)).contains(7L);
    assertThatThrownBy(() -> checkpoints.named("best")).isInstanceOf(UsageException.class);
  }

  @Test
  void aDamagedPointerIsNamed() throws IOException {
    Files.writeString(checkpoints.folder().resolve("best"), "the first\n");
    assertThatThrownBy(() -> checkpoints.pointed(Checkpoints.BEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("best names no checkpoint: the first");
  }

  @Test
  void aRunWithoutTheFolderHasNone() {
    assertThat(Checkpoints.of(run.resolve("elsewhere")).steps()).isEmpty();
  }
}
