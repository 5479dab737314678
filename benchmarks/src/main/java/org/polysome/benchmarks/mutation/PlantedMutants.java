package org.polysome.benchmarks.mutation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.polysome.fault.EnvironmentException;

/**
 * What must become of the mutants of {@link Planted}: two of each method, one of its sum and one of
 * what it returns.
 */
final class PlantedMutants {

  private static final Map<String, List<Fate>> EXPECTED =
      new TreeMap<>(
          Map.of(
              "checked", List.of(Fate.KILLED, Fate.KILLED),
              "unchecked", List.of(Fate.SURVIVED, Fate.SURVIVED),
              "uncovered", List.of(Fate.UNCOVERED, Fate.UNCOVERED)));

  private PlantedMutants() {}

  /**
   * Checks a report of the planted class alone.
   *
   * @throws EnvironmentException if a mutant had another end, since then no other report is to be
   *     believed
   */
  static void check(List<Mutant> mutants) {
    Map<String, List<Fate>> found =
        mutants.stream()
            .collect(
                Collectors.groupingBy(
                    Mutant::method,
                    TreeMap::new,
                    Collectors.mapping(Mutant::fate, Collectors.toList())));
    if (!found.equals(EXPECTED)) {
      throw new EnvironmentException(
          "the planted mutants ended otherwise than they must, so that no score can be believed:"
              + " expected "
              + EXPECTED
              + ", found "
              + found
              + "; see whether PITest's plugin for JUnit sees the tests");
    }
  }
}
