package org.polysome.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.polysome.objective.LabelDictionary;
import org.polysome.progress.Progress;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Copies tensors between two models that know different labels: the entries of a label go to those
 * of the label of that name, and labels that only the new model knows keep their fresh start.
 */
final class LabelTransfer implements WarmStart.Transfer {

  private final LabelAxes there;
  private final LabelAxes here;
  private final Map<String, LabelDictionary> labelsThere;
  private final Map<String, LabelDictionary> labelsHere;
  private final WarmStart.Transfer rest;

  /**
   * A transfer.
   *
   * @param from the run whose weights are taken
   * @param to the new run
   * @param rest copies what is left of a tensor once its labels agree
   */
  LabelTransfer(Run from, Run to, WarmStart.Transfer rest) {
    this.there = LabelAxes.of(from);
    this.here = LabelAxes.of(to);
    this.labelsThere = from.labels();
    this.labelsHere = to.labels();
    this.rest = rest;
  }

  /** Says of each column how many labels start from those of the other run. */
  void say(Progress progress) {
    for (String column : new TreeSet<>(labelsHere.keySet())) {
      if (labelsThere.containsKey(column)) {
        LabelAxes.Labels labels = new LabelAxes.Labels(column, true);
        List<String> now = labels.names(labelsHere);
        List<String> before = labels.names(labelsThere);
        int both = match(before, now)[0].length;
        progress.say(
            ("labels of '%s': %d of %d start from those of the same name there, %d are new, %d there"
                    + " are not used")
                .formatted(column, both, now.size(), now.size() - both, before.size() - both));
      }
    }
  }

  @Override
  public Optional<String> copy(String name, Tensor stored, Tensor live) {
    Optional<LabelAxes.Axis> axis = here.of(name);
    Optional<LabelAxes.Axis> other = there.of(name);
    if (axis.isEmpty() && other.isEmpty()) {
      return rest.copy(name, stored, live);
    }
    if (!axis.equals(other)) {
      return Optional.of("which goes by other labels there");
    }
    LabelAxes.Labels labels = axis.get().labels();
    int[][] match = match(labels.names(labelsThere), labels.names(labelsHere));
    if (match[0].length == 0) {
      return Optional.of("whose labels of '%s' are all others there".formatted(labels.column()));
    }
    Tensor from = places(axis.get(), match[0], labels.names(labelsThere).size(), stored);
    Tensor to = places(axis.get(), match[1], labels.names(labelsHere).size(), live);
    int dimension = axis.get().dimension();
    Tensor chosen = live.indexSelect(dimension, to.to(live.device()));
    Optional<String> obstacle = rest.copy(name, stored.indexSelect(dimension, from), chosen);
    if (obstacle.isEmpty()) {
      live.indexCopyInPlace(dimension, to.to(live.device()), chosen);
    }
    return obstacle;
  }

  /** The places of what both know, in the one list and in the other. */
  private static int[][] match(List<String> from, List<String> to) {
    Map<String, Integer> known = new HashMap<>();
    IntStream.range(0, from.size()).forEach(place -> known.put(from.get(place), place));
    int[] here = IntStream.range(0, to.size()).filter(i -> known.containsKey(to.get(i))).toArray();
    int[] there = IntStream.of(here).map(i -> known.getOrDefault(to.get(i), -1)).toArray();
    return new int[][] {there, here};
  }

  /** The entries of some labels in a dimension, and those that are of no label. */
  private static Tensor places(LabelAxes.Axis axis, int[] labels, int known, Tensor tensor) {
    long size = tensor.size(axis.dimension());
    long ofLabels = known * axis.perLabel();
    long start = axis.first() ? 0 : size - ofLabels;
    LongStream chosen =
        IntStream.of(labels)
            .asLongStream()
            .flatMap(
                label ->
                    LongStream.range(0, axis.perLabel())
                        .map(i -> start + label * axis.perLabel() + i));
    LongStream others =
        axis.first() ? LongStream.range(ofLabels, size) : LongStream.range(0, start);
    long[] places =
        (axis.first() ? LongStream.concat(chosen, others) : LongStream.concat(others, chosen))
            .toArray();
    return Tensors.of(places, places.length);
  }
}
