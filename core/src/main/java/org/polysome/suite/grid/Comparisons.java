package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.metric.statistics.MeanComparison;
import org.polysome.metric.statistics.Moments;
import org.polysome.metric.statistics.MultipleTesting;
import org.polysome.metric.statistics.ProportionComparison;
import org.polysome.metric.statistics.ProportionComparison.Share;
import org.polysome.metric.statistics.Significance;

/**
 * Every cell of a grid compared with one of them, score by score; probabilities are raised for the
 * number of cells that can be tested in a score (TxFM, appendix C).
 *
 * @param results of the grid
 * @param base the cell that the others are compared with
 * @param correction for there being many
 * @param reading in which runs were judged
 */
record Comparisons(GridResults results, GridCell base, Correction correction, String reading) {

  /** From where on a difference is marked. */
  static final double LEVEL = 0.05;

  /** How probabilities are raised for there being many. */
  public enum Correction {
    /** The share of false discoveries (Benjamini and Hochberg, 1995). */
    BENJAMINI_HOCHBERG("Benjamini and Hochberg"),
    /** The chance of one false discovery. */
    BONFERRONI("Bonferroni"),
    /** They are not. */
    NONE("none");

    private final String title;

    Correction(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    double[] of(double[] p) {
      return switch (this) {
        case BENJAMINI_HOCHBERG -> MultipleTesting.benjaminiHochberg(p);
        case BONFERRONI -> MultipleTesting.bonferroni(p);
        case NONE -> p;
      };
    }
  }

  /**
   * How a cell differs from the base.
   *
   * @param statistic z or t, above zero where the cell has more
   * @param p as it came from the test
   * @param raised for there being many tests
   */
  record Difference(double statistic, double p, double raised) {
    /** Whether it is marked. */
    boolean isMarked() {
      return raised <= LEVEL;
    }
  }

  /** The cells that can be tested in a score. */
  Map<GridCell, Difference> in(Score score) {
    List<GridCell> tested = new ArrayList<>();
    List<Significance> found = new ArrayList<>();
    for (GridCell cell : results.cells()) {
      if (!cell.equals(base)) {
        test(cell, score)
            .ifPresent(
                significance -> {
                  tested.add(cell);
                  found.add(significance);
                });
      }
    }
    double[] raised = correction.of(found.stream().mapToDouble(Significance::p).toArray());
    Map<GridCell, Difference> differences = new LinkedHashMap<>();
    for (int i = 0; i < raised.length; i++) {
      Significance one = found.get(i);
      differences.put(tested.get(i), new Difference(one.statistic(), one.p(), raised[i]));
    }
    return differences;
  }

  private Optional<Significance> test(GridCell cell, Score score) {
    return switch (score.test()) {
      case NONE -> Optional.empty();
      case TWO_PROPORTIONS -> ProportionComparison.of(consistent(cell), consistent(base));
      case T -> MeanComparison.student(sample(cell, score), sample(base, score));
    };
  }

  /** Perturbations of all repeats and inputs. */
  private Share consistent(GridCell cell) {
    long passing = 0;
    long tested = 0;
    for (JudgedRun run : results.trained(cell)) {
      Share share = run.consistency().getOrDefault(reading, new Share(0, 0));
      passing += share.successes();
      tested += share.trials();
    }
    return new Share(passing, tested);
  }

  /** Of the repeats where the grid has any, else of the databases and inputs of the one run. */
  private Moments sample(GridCell cell, Score score) {
    List<Double> values = new ArrayList<>();
    for (JudgedRun run : results.trained(cell)) {
      List<String> inputs = run.inputs(reading, score);
      if (results.repeated()) {
        Estimate.over(inputs.stream().map(input -> run.value(reading, score, input)).toList())
            .value()
            .ifPresent(values::add);
      } else {
        inputs.forEach(input -> values.addAll(run.parts(reading, score, input)));
      }
    }
    return Moments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
