package org.polysome.metric.silhouette;

import java.util.List;
import java.util.OptionalDouble;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * A score that is the plain mean over labels, with those of the labels.
 *
 * @param score the mean over the labels that have a value, or why none has
 * @param labels the value of each label, or why it is left out
 */
public record LabelScores(Measurement score, List<Measurement> labels) {

  /** Copies the list. */
  public LabelScores {
    labels = List.copyOf(labels);
  }

  /** The mean of those that have a value; without any, the status that is given. */
  public static LabelScores mean(List<Measurement> labels, Status otherwise) {
    OptionalDouble mean =
        labels.stream().map(Measurement::value).flatMapToDouble(OptionalDouble::stream).average();
    Measurement score =
        mean.isPresent() ? Measurement.of(mean.getAsDouble()) : Measurement.none(otherwise);
    return new LabelScores(score, labels);
  }
}
