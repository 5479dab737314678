package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.polysome.fault.CancelledException;
import org.polysome.progress.Progress;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.Checkpoints;

/** A run that someone stops and goes on with, beside one that was never stopped. */
public final class StoppedRun {

  private StoppedRun() {}

  /** Of one plan. */
  public static Run goesOn(Run whole, Plan plan, int steps) {
    return goesOn(whole, List.of(plan), steps);
  }

  /**
   * Trains beside the whole run, stops after some steps, counted through all stages, and goes on.
   * Every file of the last checkpoint and all losses are the same, byte for byte.
   *
   * @return the run that was stopped
   */
  public static Run goesOn(Run whole, List<Plan> stages, int steps) {
    Path folder = whole.folder().resolveSibling(whole.folder().getFileName() + "-stopped");
    Pretraining.Target target = new Pretraining.Target(folder, false, List.of("test"));
    assertThatThrownBy(() -> Pretraining.start(stages, target, new StopAfter(steps)))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("--resume");
    Run stopped = Run.open(folder);
    assertThat(stopped.checkpoints().pointed(Checkpoints.LAST))
        .as("the last stage has not come to its end")
        .isNotEqualTo(whole.checkpoints().pointed(Checkpoints.LAST));
    Run resumed = Pretraining.resume(folder, Progress.silent());
    sameBytes(last(resumed), last(whole));
    assertThat(folder.resolve(MetricsFile.NAME))
        .hasSameBinaryContentAs(whole.folder().resolve(MetricsFile.NAME));
    return resumed;
  }

  private static Path last(Run run) {
    return run.checkpoints().named(Checkpoints.LAST);
  }

  private static void sameBytes(Path found, Path expected) {
    assertThat(found.getFileName()).isEqualTo(expected.getFileName());
    try (Stream<Path> files = Files.list(expected)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);
      all.forEach(
          file ->
              assertThat(found.resolve(file.getFileName().toString()))
                  .hasSameBinaryContentAs(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
