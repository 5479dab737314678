package org.polysome.suite.grid;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;
import org.polysome.suite.MetricNames;

/**
 * A number that tables and figures show of each cell of a grid: a metric, or the mean of some.
 *
 * @param name by which tables and figures name it
 * @param title what a reader calls it; the metric's own if not given
 * @param metrics whose mean it is; what has no value is left out of it
 * @param flavor how the definition's name begins, where a suite has several
 * @param of which vectors of genes of a run it is about, such as {@code codebook}, after PCA to
 *     those dimensions where it is best; if not given, about its cells
 * @param test by which cells of the grid are compared in it
 */
public record Score(
    String name,
    Optional<String> title,
    @OneOrMore List<String> metrics,
    Optional<String> flavor,
    Optional<String> of,
    @Default("none") Test test) {

  /** The lowest training loss of a run, a metric of its training and of no suite. */
  public static final String TRAINING_LOSS = "minimum_training_loss";

  /** The lowest validation loss of a run. */
  public static final String VALIDATION_LOSS = "minimum_validation_loss";

  /** How two cells of a grid are compared. */
  public enum Test {
    /** They are not. */
    NONE,
    /** The z test of two shares, of perturbations that are consistent. */
    TWO_PROPORTIONS,
    /**
     * Student's t test, two-tailed: of repeated runs, else of the databases and inputs of one run.
     */
    T
  }

  /** Copies the metrics. */
  public Score {
    metrics = List.copyOf(metrics);
    Require.notEmpty("metrics", metrics);
  }

  /** What a reader calls it. */
  public String heading() {
    return title.orElseGet(() -> MetricNames.title(metrics.getFirst()));
  }

  /** Whether a smaller value is a better one. */
  boolean smallerIsBetter() {
    return isLoss() || MetricNames.isSmallerBetter(metrics.getFirst());
  }

  /** Whether it is about the training. */
  boolean isLoss() {
    return metrics.getFirst().equals(TRAINING_LOSS) || metrics.getFirst().equals(VALIDATION_LOSS);
  }
}
