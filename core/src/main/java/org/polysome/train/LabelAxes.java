package org.polysome.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.polysome.objective.LabelDictionary;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * Which dimension of each tensor of a model and its heads has entries per label of a column of
 * {@code obs}. As with {@link GeneAxes} no component has to say so: the dimension is the one that
 * grows when the same model is built, without memory, for one label more.
 */
final class LabelAxes {

  private final Map<String, Axis> axes = new HashMap<>();

  /**
   * A dimension with entries per label: rows of tables and heads have those of labels first, inputs
   * of layers have them last.
   *
   * @param labels of which column, and whether by label or by class
   * @param dimension which
   * @param perLabel entries of each label
   */
  record Axis(Labels labels, int dimension, long perLabel) {

    /** Whether further entries come after those of the labels. */
    boolean first() {
      return dimension == 0;
    }
  }

  /**
   * The labels of a column, or the classes that they stand for.
   *
   * @param column of {@code obs}
   * @param classes whether it is the classes
   */
  record Labels(String column, boolean classes) {

    /** Their names in the order of their entries; none where the run does not read the column. */
    List<String> names(Map<String, LabelDictionary> dictionaries) {
      return Optional.ofNullable(dictionaries.get(column))
          .map(known -> classes ? known.classes() : known.categories())
          .orElse(List.of());
    }

    private LabelDictionary oneMore(LabelDictionary known) {
      String other = "one more than " + String.join(" and ", known.categories());
      return classes
          ? new LabelDictionary(known.categories(), with(known.classes(), other), known.members())
          : new LabelDictionary(
              with(known.categories(), other),
              known.classes(),
              Stream.concat(known.members().stream(), Stream.of(List.<Integer>of())).toList());
    }

    private static List<String> with(List<String> names, String other) {
      return Stream.concat(names.stream(), Stream.of(other)).toList();
    }
  }

  private LabelAxes() {}

  /** The dimensions of a run's model and objectives. */
  static LabelAxes of(Run run) {
    LabelAxes found = new LabelAxes();
    Map<String, LabelDictionary> labels = run.labels();
    Map<String, long[]> shapes = labels.isEmpty() ? Map.of() : shapes(run, labels);
    for (String column : labels.keySet()) {
      for (boolean classes : new boolean[] {false, true}) {
        Labels grown = new Labels(column, classes);
        Map<String, LabelDictionary> more = new TreeMap<>(labels);
        more.computeIfPresent(column, (name, known) -> grown.oneMore(known));
        shapes(run, more)
            .forEach(
                (name, larger) ->
                    found.add(name, Objects.requireNonNull(shapes.get(name), name), larger, grown));
      }
    }
    return found;
  }

  private static Map<String, long[]> shapes(Run run, Map<String, LabelDictionary> labels) {
    MeasuredGenes all = MeasuredGenes.everything(1, run.vocabulary().size());
    Map<String, long[]> shapes = new HashMap<>();
    try (Parameters built = new Parameters(Device.META, 0)) {
      Learners.build(run.plan(), all, labels, built);
      for (Map.Entry<String, Tensor> tensor : built.all().entrySet()) {
        shapes.put(tensor.getKey(), tensor.getValue().shape());
      }
    }
    return shapes;
  }

  private void add(String name, long[] shape, long[] larger, Labels labels) {
    for (int dimension = 0; dimension < shape.length; dimension++) {
      if (larger[dimension] > shape[dimension]) {
        axes.put(name, new Axis(labels, dimension, larger[dimension] - shape[dimension]));
      }
    }
  }

  /** Such a dimension of a tensor, if it has one. */
  Optional<Axis> of(String name) {
    return Optional.ofNullable(axes.get(name));
  }
}
