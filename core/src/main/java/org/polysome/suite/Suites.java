package org.polysome.suite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.metric.Flavor;
import org.polysome.suite.annotation.AnnotationSuite;
import org.polysome.suite.annotation.PerturbationClassificationSuite;
import org.polysome.suite.clustering.ClusteringSuite;
import org.polysome.suite.integration.IntegrationSuite;
import org.polysome.suite.perturbation.PerturbationMapSuite;
import org.polysome.suite.reconstruction.ReconstructionSuite;
import org.polysome.suite.relation.GeneRelationshipsSuite;

/** The suites there are, and what files of results may hold: their metrics and groups by name. */
public final class Suites {

  /** All of them: a suite of its own is one package and one line here. */
  public static final List<SuiteKind> ALL =
      List.of(
          AnnotationSuite.KIND,
          IntegrationSuite.KIND,
          ClusteringSuite.KIND,
          GeneRelationshipsSuite.KIND,
          PerturbationMapSuite.KIND,
          PerturbationClassificationSuite.KIND,
          ReconstructionSuite.KIND);

  private Suites() {}

  /** The suite of a name. */
  public static Optional<SuiteKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * The metric of a name, by the first definition there is. One that this version does not know is
   * called by its name and better when higher.
   */
  public static Metric metric(String name) {
    return Stream.concat(ALL.stream().flatMap(kind -> kind.metrics().stream()), ofAll())
        .filter(metric -> metric.holds(name))
        .map(metric -> metric.member(name))
        .findFirst()
        .orElseGet(() -> Metric.higher(plain(name), name.replace('_', ' '), Flavor.POLYSOME));
  }

  private static Stream<Metric> ofAll() {
    return Stream.of(AcrossInputs.MEAN_RANK);
  }

  /** A foreign name without what a metric of ours cannot have. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }

  /** The group of a name. */
  public static Optional<Group> group(String text) {
    return ALL.stream()
        .flatMap(kind -> kind.groups().stream())
        .filter(group -> group.text().equals(text))
        .findFirst();
  }

  /** The group of a name, if it has a table of its own, such as a way to split cells. */
  public static Optional<Group> apart(String text) {
    return group(text).filter(group -> group.table() != Group.Table.SHARED);
  }
}
