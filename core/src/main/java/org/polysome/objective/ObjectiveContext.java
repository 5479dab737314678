package org.polysome.objective;

import java.util.Map;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.tensor.Device;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * What an objective is built into.
 *
 * @param build where its parameters and buffers go, and the sizes of the model
 * @param measured which genes of the vocabulary each source of the corpus measured
 * @param labels the labels of each column that is read
 * @param cellWidth numbers per cell of {@link Pass#cells}
 * @param labelWidth numbers per cell of {@link Pass#labels}, 0 where there are none
 */
public record ObjectiveContext(
    BuildContext build,
    MeasuredGenes measured,
    Map<String, LabelDictionary> labels,
    int cellWidth,
    int labelWidth) {

  /** Copies the labels. */
  public ObjectiveContext {
    labels = Map.copyOf(labels);
  }

  /** A context without labels. */
  public ObjectiveContext(BuildContext build, MeasuredGenes measured) {
    this(build, measured, Map.of(), build.width(), 0);
  }

  /** The same context for one objective, whose parameters are called {@code objective.NAME.*}. */
  public ObjectiveContext named(String name) {
    BuildContext inner = build.in("objective").in(name);
    return new ObjectiveContext(inner, measured, labels, cellWidth, labelWidth);
  }

  /**
   * The labels of a column.
   *
   * @throws UsageException if they were not read
   */
  LabelDictionary labels(String column) {
    return Optional.ofNullable(labels.get(column))
        .orElseThrow(() -> new UsageException("there are no labels of a column '" + column + "'"));
  }

  /** Numbers per row that a head reads which predicts values from states of a width. */
  int readWidth(int width) {
    return width + labelWidth;
  }

  Device device() {
    return build.parameters().device();
  }
}
