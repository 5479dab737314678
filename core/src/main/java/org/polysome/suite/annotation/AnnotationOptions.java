package org.polysome.suite.annotation;

import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.metric.probe.ProbeTask;

/**
 * How annotation is judged.
 *
 * @param protocol whose rules probes and splits follow
 * @param probes names of the probes; if not given, all of the protocol that are affordable
 * @param splitColumn the {@code obs} column that says of each cell whether it is for {@code train},
 *     {@code test} or {@code validation}
 * @param rules what a recipe of the data says, in place of the protocol
 */
public record AnnotationOptions(
    ProbeProtocol protocol,
    Optional<List<String>> probes,
    Optional<String> splitColumn,
    Optional<DataRules> rules) {

  /** Without a recipe of the data. */
  public AnnotationOptions(
      ProbeProtocol protocol, Optional<List<String>> probes, Optional<String> splitColumn) {
    this(protocol, probes, splitColumn, Optional.empty());
  }

  /**
   * Above so many numbers in an embedding an MLP takes minutes for each split, and is trained only
   * when it is asked for.
   */
  static final long MOST_NUMBERS_FOR_MLP = 20_000_000;

  private static final String MLP = "mlp";

  /** Checks the names of the probes. */
  public AnnotationOptions {
    probes = probes.map(List::copyOf);
    List<String> known = names(protocol);
    for (String name : probes.orElse(List.of())) {
      if (!known.contains(name)) {
        throw new UsageException(
            "protocol %s has no probe '%s'; there are: %s"
                .formatted(protocol.text(), name, String.join(", ", known)));
      }
    }
    if (probes.isPresent() && probes.get().isEmpty()) {
      throw new UsageException("no probe is asked for; there are: " + String.join(", ", known));
    }
  }

  /** The linear probe trained to convergence, all affordable probes. */
  public static AnnotationOptions defaults() {
    return new AnnotationOptions(ProbeProtocol.CONVERGED, Optional.empty(), Optional.empty());
  }

  private static List<String> names(ProbeProtocol protocol) {
    return protocol.probes().stream().map(Probe::name).toList();
  }

  /** Whether the tested cells are drawn from all alike, and not the same share of each class. */
  boolean splitsAtRandom() {
    return rules
        .flatMap(DataRules::how)
        .filter(how -> how != DataRules.Drawn.BY_BATCH)
        .map(how -> how == DataRules.Drawn.RANDOM)
        .orElse(protocol.splitsAtRandom());
  }

  /** The share of the cells that is tested, or of those of each class. */
  double testShare() {
    return ofRules(false).orElse(protocol.testShare());
  }

  /** The share of the batches that is tested. */
  double testShareOfBatches() {
    return ofRules(true).orElse(SplitPlan.TEST_SHARE_OF_BATCHES);
  }

  private Optional<Double> ofRules(boolean batches) {
    return rules
        .filter(one -> one.how().filter(DataRules.Drawn.BY_BATCH::equals).isPresent() == batches)
        .flatMap(DataRules::testShare);
  }

  /** Classes with fewer cells are left out. */
  int leastCells() {
    return rules.flatMap(DataRules::leastCells).orElse(protocol.leastCells());
  }

  /** The probes. */
  List<Probe> chosen() {
    return protocol.probes().stream()
        .filter(probe -> probes.map(names -> names.contains(probe.name())).orElse(true))
        .toList();
  }

  /** Whether a probe is left out because of the size of an embedding. */
  boolean isLeftOut(Probe probe, ProbeTask task) {
    long cells = (long) task.train().labels().length + task.test().rows();
    return probes.isEmpty()
        && probe.name().equals(MLP)
        && cells * task.test().columns() > MOST_NUMBERS_FOR_MLP;
  }
}
