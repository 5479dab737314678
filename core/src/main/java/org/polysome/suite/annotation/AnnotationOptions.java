package org.polysome.suite.annotation;

import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeProtocol;

/**
 * How annotation is judged.
 *
 * @param protocol whose rules probes and splits follow
 * @param probes names of the probes; if not given, all of the protocol that are affordable
 * @param splitColumn the {@code obs} column that says of each cell whether it is for {@code train},
 *     {@code test} or {@code validation}
 */
public record AnnotationOptions(
    ProbeProtocol protocol, Optional<List<String>> probes, Optional<String> splitColumn) {

  /** Above so many cells an MLP takes hours, and is trained only when it is asked for. */
  static final int MOST_CELLS_FOR_MLP = 20_000;

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

  /** The protocol of paper 002, all affordable probes. */
  public static AnnotationOptions defaults() {
    return new AnnotationOptions(ProbeProtocol.TXFM, Optional.empty(), Optional.empty());
  }

  private static List<String> names(ProbeProtocol protocol) {
    return protocol.probes(MatrixProduct.PLAIN).stream().map(Probe::name).toList();
  }

  /** The probes for so many cells. */
  List<Probe> chosen(int cells, MatrixProduct product) {
    return protocol.probes(product).stream()
        .filter(
            probe ->
                probes.map(names -> names.contains(probe.name())).orElse(!tooLarge(probe, cells)))
        .toList();
  }

  /** Whether a probe is left out only because of the number of cells. */
  boolean isLeftOut(Probe probe, int cells) {
    return probes.isEmpty() && tooLarge(probe, cells);
  }

  private static boolean tooLarge(Probe probe, int cells) {
    return probe.name().equals(MLP) && cells > MOST_CELLS_FOR_MLP;
  }
}
