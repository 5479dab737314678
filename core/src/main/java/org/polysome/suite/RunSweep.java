package org.polysome.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.polysome.fault.UsageException;
import org.polysome.train.Run;

/**
 * Which checkpoints and which layers of a run are judged, each as a model of its own.
 *
 * @param checkpoints {@code all}, {@code best}, {@code last} or {@code step-N}; none for the one
 *     that the run embeds with
 * @param layers {@code all} or numbers, 0 being the embedding of tokens; none for the last
 */
public record RunSweep(List<String> checkpoints, List<String> layers) {

  private static final String ALL = "all";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  /** Copies the lists. */
  public RunSweep {
    checkpoints = List.copyOf(checkpoints);
    layers = List.copyOf(layers);
  }

  /** Whether the run is judged once. */
  public boolean isEmpty() {
    return checkpoints.isEmpty() && layers.isEmpty();
  }

  /**
   * The places of a run, by step and then by layer.
   *
   * @throws UsageException if there is no such checkpoint or layer
   */
  public List<RunPoint> of(Run run) {
    List<RunPoint> points = new ArrayList<>();
    for (OptionalLong step : steps(run)) {
      for (OptionalInt layer : layers(run)) {
        points.add(new RunPoint(step, layer));
      }
    }
    return points;
  }

  private List<OptionalLong> steps(Run run) {
    if (checkpoints.isEmpty()) {
      return List.of(OptionalLong.empty());
    }
    var steps = new TreeSet<Long>();
    for (String name : checkpoints) {
      if (name.equals(ALL)) {
        steps.addAll(run.checkpoints().steps());
      } else {
        steps.add(step(run.checkpoints().named(name)));
      }
    }
    if (steps.isEmpty()) {
      throw new UsageException("‹checkpoints›: %s has none".formatted(run.folder()));
    }
    return steps.stream().map(OptionalLong::of).toList();
  }

  private static long step(Path checkpoint) {
    String name = String.valueOf(checkpoint.getFileName());
    return Long.parseLong(name.substring(name.indexOf('-') + 1));
  }

  private List<OptionalInt> layers(Run run) {
    if (layers.isEmpty()) {
      return List.of(OptionalInt.empty());
    }
    List<Integer> known = run.plan().model().blocksToPool();
    if (known.isEmpty()) {
      throw new UsageException("‹layers›: the model of %s has none".formatted(run.folder()));
    }
    var chosen = new TreeSet<Integer>();
    for (String name : layers) {
      if (name.equals(ALL)) {
        chosen.addAll(known);
      } else {
        chosen.add(layer(name, known, run));
      }
    }
    return chosen.stream().map(OptionalInt::of).toList();
  }

  private static int layer(String name, List<Integer> known, Run run) {
    if (!NUMBER.matcher(name).matches() || !known.contains(Integer.parseInt(name))) {
      throw new UsageException(
          "‹layers›: cells of %s cannot be pooled after layer '%s'; there are: %s"
              .formatted(
                  run.folder(),
                  name,
                  known.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    return Integer.parseInt(name);
  }
}
