package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

/**
 * A statistic of each perturbation beside a null.
 *
 * @param perturbations those that were tested, by ascending code
 * @param against the null they were compared with
 */
public record SignificanceTable(List<Tested> perturbations, NullDistribution against) {

  /** Copies the list. */
  public SignificanceTable {
    perturbations = List.copyOf(perturbations);
  }

  /** Of the perturbations with a p-value, the share whose p-value is at most {@code level}. */
  public Measurement shareAtMost(double level) {
    return share(p -> p <= level);
  }

  /** Of the perturbations with a p-value, the share whose p-value is below {@code level}. */
  public Measurement shareBelow(double level) {
    return share(p -> p < level);
  }

  private Measurement share(DoublePredicate significant) {
    double[] values =
        perturbations.stream().flatMapToDouble(one -> one.p().value().stream()).toArray();
    if (values.length == 0) {
      return Measurement.none(
          against.values().length == 0 ? Status.NOT_AVAILABLE : Status.TOO_FEW_CELLS);
    }
    long passing = Arrays.stream(values).filter(significant).count();
    return Measurement.of((double) passing / values.length);
  }
}
