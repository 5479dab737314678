package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.metric.Measurement;

/**
 * A statistic of perturbations, to be held against what it is where nothing happens.
 *
 * @param codes the perturbations, ascending
 * @param statistics of each, or why it has none
 * @param tail what a p-value is
 */
record NullTest(int[] codes, List<Measurement> statistics, Tail tail) {

  /** The share of a null that is as extreme as a value. */
  @FunctionalInterface
  interface Tail {
    Measurement of(NullDistribution against, double value);
  }

  /** Tests all perturbations against a null that is known. */
  SignificanceTable against(NullDistribution known) {
    return test(known, code -> true);
  }

  /** Tests all but some perturbations, which do nothing, against those. */
  SignificanceTable against(int[] nulls, PerturbationConsistency.Missing missing) {
    Set<Integer> idle = Arrays.stream(nulls).boxed().collect(Collectors.toSet());
    double[] values =
        IntStream.range(0, codes.length)
            .filter(i -> idle.contains(codes[i]))
            .mapToDouble(i -> statistics.get(i).value().orElse(Double.NaN))
            .filter(
                value -> missing == PerturbationConsistency.Missing.COUNTED || !Double.isNaN(value))
            .toArray();
    return test(new NullDistribution(values), code -> !idle.contains(code));
  }

  private SignificanceTable test(NullDistribution against, IntPredicate chosen) {
    List<Tested> tested =
        IntStream.range(0, codes.length)
            .filter(i -> chosen.test(codes[i]))
            .mapToObj(i -> tested(codes[i], statistics.get(i), against))
            .toList();
    return new SignificanceTable(tested, against);
  }

  private Tested tested(int code, Measurement statistic, NullDistribution against) {
    Measurement p =
        statistic.value().isPresent()
            ? tail.of(against, statistic.value().getAsDouble())
            : statistic;
    return new Tested(code, statistic, p);
  }
}
