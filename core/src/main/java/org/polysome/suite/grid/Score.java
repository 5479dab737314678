package org.polysome.suite.grid;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;
import org.polysome.metric.Definition;
import org.polysome.suite.Metric;
import org.polysome.suite.Suites;

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

  private static final Definition OF_RUN = new Definition("objectives of the run");

  /** The lowest training loss of a run, a metric of its training and of no suite. */
  public static final Metric TRAINING_LOSS =
      Metric.lower("minimum_training_loss", "Minimum training loss", OF_RUN).as(Metric.Kind.AMOUNT);

  /** The lowest validation loss of a run. */
  public static final Metric VALIDATION_LOSS =
      Metric.lower("minimum_validation_loss", "Minimum validation loss", OF_RUN)
          .as(Metric.Kind.AMOUNT);

  private static final List<Metric> LOSSES = List.of(TRAINING_LOSS, VALIDATION_LOSS);

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
    return title.orElseGet(() -> first().title());
  }

  /** Which of its values are better. */
  Metric.Direction direction() {
    return first().direction();
  }

  /** Whether its values may be of any size. */
  boolean isAmount() {
    return first().kind() == Metric.Kind.AMOUNT;
  }

  /** Whether it is about the training. */
  boolean isLoss() {
    return LOSSES.contains(first());
  }

  /** The first of its metrics, which says what it is like. */
  private Metric first() {
    String name = metrics.getFirst();
    return LOSSES.stream()
        .filter(loss -> loss.name().equals(name))
        .findFirst()
        .orElseGet(() -> Suites.metric(name));
  }
}
