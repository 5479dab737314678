package org.polysome.metric.probe;

import java.util.List;
import java.util.stream.Stream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.StandardScaler;

/**
 * The form of a trained probe, and how it learns.
 *
 * @param hidden the width of each hidden layer; none for a linear model
 * @param dropout the share of hidden units dropped
 * @param scaled whether each dimension is first brought to mean 0 and deviation 1
 * @param validation which cells choose weights and learning rate
 * @param plan how it is trained
 */
public record ProbeTraining(
    List<Integer> hidden,
    double dropout,
    boolean scaled,
    Validation validation,
    TrainingPlan plan) {

  /** The share of training cells held out where no validation cells are given. */
  public static final double VALIDATION_SHARE = 0.2;

  /** Which cells choose weights and learning rate. */
  public enum Validation {
    /** None: the weights are the last ones. */
    NONE,
    /** The validation cells given, or a fifth of the training cells at random. */
    HELD_OUT,
    /** The test cells, as some published code does; its numbers are too good. */
    TEST;

    private String text() {
      return switch (this) {
        case NONE -> "last-weights";
        case HELD_OUT -> "selected-on-validation";
        case TEST -> "selected-on-test";
      };
    }
  }

  /** Copies the widths. */
  public ProbeTraining {
    hidden = List.copyOf(hidden);
    if (dropout < 0 || dropout >= 1 || hidden.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException("hidden layers " + hidden + ", dropout " + dropout);
    }
  }

  int[] widths(int inputs, int outputs) {
    Stream<Integer> all =
        Stream.of(Stream.of(inputs), hidden.stream(), Stream.of(outputs)).flatMap(part -> part);
    return all.mapToInt(Integer::intValue).toArray();
  }

  StandardScaler scaler(DenseMatrix points) {
    return scaled ? StandardScaler.fit(points) : StandardScaler.none(points.columns());
  }

  /** The exact definition in one word, for the record of a result. */
  String text() {
    String form =
        hidden.isEmpty()
            ? "softmax"
            : "mlp-%s-dropout-%s"
                .formatted(
                    String.join("_", hidden.stream().map(String::valueOf).toList()), dropout);
    return String.join(
        "-", scaled ? "standard-scaler" : "unscaled", form, plan.text(), validation.text());
  }
}
