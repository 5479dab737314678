package org.polysome.suite.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.polysome.metric.Definition;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;
import org.polysome.metric.perturbation.SignificanceTable;
import org.polysome.suite.Metric;

/**
 * What one embedding shows of a screen.
 *
 * @param after the metrics after each post-processing that can be done; those without any are
 *     always there
 * @param tried all post-processings that were wanted
 * @param consistency by TxFM, which brings an alignment of its own
 */
record ScreenResults(
    Map<PostProcessing, List<Measured>> after,
    List<PostProcessing> tried,
    Optional<SignificanceTable> consistency) {

  /** All metrics after a post-processing; without values where that cannot be done. */
  List<Measured> after(PostProcessing one) {
    List<Measured> found = after.getOrDefault(one, List.of());
    return found.isEmpty()
        ? after.getOrDefault(PostProcessing.NONE, List.of()).stream()
            .map(measured -> measured.without(Status.NO_CONTROL))
            .toList()
        : found;
  }

  /** For each task the post-processing with the best score; absent where none has one. */
  Map<ScreenTask, PostProcessing> best() {
    Map<ScreenTask, PostProcessing> best = new EnumMap<>(ScreenTask.class);
    for (ScreenTask task : ScreenTask.values()) {
      tried.stream()
          .filter(one -> score(one, task).isPresent())
          .max(
              Comparator.comparingDouble((PostProcessing one) -> score(one, task).orElseThrow())
                  .thenComparing(Comparator.reverseOrder()))
          .ifPresent(one -> best.put(task, one));
    }
    return best;
  }

  private OptionalDouble score(PostProcessing one, ScreenTask task) {
    List<Measured> measured = after(one);
    return measured.stream().anyMatch(metric -> metric.task() == task)
        ? Measured.score(measured, task).value()
        : OptionalDouble.empty();
  }

  /** The metrics of each task after its best post-processing, and the consistency of TxFM. */
  List<Measured> ofBest() {
    Map<ScreenTask, PostProcessing> best = best();
    List<Measured> all = new ArrayList<>();
    for (ScreenTask task : ScreenTask.values()) {
      if (task == ScreenTask.CONSISTENCY) {
        all.add(TxfmConsistency.measured(consistency));
      }
      after(best.getOrDefault(task, PostProcessing.NONE)).stream()
          .filter(metric -> metric.task() == task)
          .forEach(all::add);
    }
    return all;
  }

  /** The mean of the best scores of the six tasks; its definition names those that have one. */
  Overall overall() {
    List<Measured> best = ofBest();
    List<ScreenTask> scored =
        Arrays.stream(ScreenTask.values())
            .filter(ScreenTask::isAveraged)
            .filter(task -> Measured.score(best, task).value().isPresent())
            .toList();
    String tasks = scored.stream().map(ScreenTask::text).collect(Collectors.joining(", "));
    return new Overall(
        MapMetrics.OVERALL.by(new Definition("mean of " + tasks)),
        Means.ofPresent(scored.stream().map(task -> Measured.score(best, task)).toList()));
  }

  /** A mean over tasks. */
  record Overall(Metric metric, Measurement value) {}
}
