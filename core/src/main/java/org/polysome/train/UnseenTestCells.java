package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.train.spec.TrainSpec;

/**
 * Cells that {@code data.test} keeps are not to be seen before the end: neither by an earlier stage
 * nor by a run whose weights are taken. Cells are told by their content.
 */
final class UnseenTestCells {

  private final Set<Long> kept;
  private final Progress progress;

  private UnseenTestCells(Set<Long> kept, Progress progress) {
    this.kept = kept;
    this.progress = progress;
  }

  /**
   * Checks everything that a run starts from.
   *
   * @param plans its stages, the run itself last
   * @param corpora of the run itself
   * @param split of the run itself
   * @throws UsageException if a cell that is kept was trained on or validated by
   */
  static void require(List<Plan> plans, Corpora corpora, CellSplit split, Progress progress) {
    if (split.test().length == 0) {
      return;
    }
    Set<Long> kept = new HashSet<>();
    IntStream.of(split.test()).mapToObj(corpora::contentHash).forEach(kept::add);
    UnseenTestCells check = new UnseenTestCells(kept, progress);
    for (int stage = 0; stage + 1 < plans.size(); stage++) {
      check.stage(plans.get(stage), "stage " + (stage + 1));
    }
    start(plans.getFirst()).ifPresent(check::run);
  }

  private static Optional<Path> start(Plan plan) {
    return plan.train().flatMap(TrainSpec::initFrom);
  }

  private void run(Path folder) {
    Run run = Run.open(folder);
    stage(run.plan(), folder.toString());
    start(run.plan()).filter(before -> !before.equals(folder)).ifPresent(this::run);
  }

  private void stage(Plan plan, String name) {
    List<Path> folders = plan.data().folders();
    if (folders.isEmpty() || !folders.stream().allMatch(Files::isDirectory)) {
      progress.say(
          "whether %s has seen cells that data.test keeps cannot be told: its corpus is not here"
              .formatted(name));
      return;
    }
    try (Corpora corpora = Corpora.open(folders)) {
      CellSplit split = CellSplit.of(corpora, plan.data(), plan.seed());
      long seen =
          Stream.of(split.training(), split.heldOut())
              .flatMapToInt(IntStream::of)
              .mapToObj(corpora::contentHash)
              .distinct()
              .filter(kept::contains)
              .count();
      if (seen > 0) {
        throw new UsageException(
            ("data.test keeps %d cells that %s has trained on or chosen its checkpoint by; give it"
                    + " the same data.test, data.validation and seed, or start from another")
                .formatted(seen, name));
      }
    }
  }
}
