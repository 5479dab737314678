package org.polysome.suite.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.perturbation.ControlComponents;
import org.polysome.metric.perturbation.LeaveOneOutConsistency;
import org.polysome.metric.perturbation.PerturbationConsistency;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.SignificanceTable;
import org.polysome.metric.perturbation.Tested;
import org.polysome.suite.SideTable;

/**
 * Perturbation consistency by the text of TxFM, and its table, by which {@code corpus build
 * --phenoprint} keeps perturbations.
 */
final class TxfmConsistency {

  /** The table's name in the folder of results. */
  static final String FILE = "consistency.csv";

  /** The paper lost its number. */
  static final int RANDOM_CELLS = 1000;

  private static final List<String> HEAD =
      List.of("input", "embedding", "perturbation", "cells", "statistic", "p", "passes", "why");

  private TxfmConsistency() {}

  /** Tests every perturbation; none where there are fewer than two controls that differ. */
  static Optional<SignificanceTable> test(PerturbedCells cells, long seed) {
    if (cells.controls().length < 2) {
      return Optional.empty();
    }
    DenseMatrix aligned = ControlComponents.TXFM.align(cells);
    if (aligned.columns() == 0) {
      return Optional.empty();
    }
    PerturbedCells moved = cells.at(aligned);
    var pairs = LeaveOneOutConsistency.Pairs.random(moved, RANDOM_CELLS, seed);
    return Optional.of(new LeaveOneOutConsistency(pairs).test(moved));
  }

  /** The share of the perturbations that pass. */
  static Measured measured(Optional<SignificanceTable> table) {
    Measurement share =
        table
            .map(found -> found.shareAtMost(PerturbationConsistency.LEVEL))
            .orElse(Measurement.none(Status.NO_CONTROL));
    return Measured.of(ScreenTask.CONSISTENCY, MapMetrics.CONSISTENCY, share);
  }

  /**
   * A line for each perturbation, the control first.
   *
   * @param input the file
   * @param embedding that it was tested in
   * @param design of the screen
   * @param sizes the number of cells of each perturbation
   */
  record Lines(String input, String embedding, Design design, int[] sizes) {

    /** Of some cells. */
    static Lines of(String input, String embedding, Design design, PerturbedCells cells) {
      int[] sizes = new int[design.perturbations().size()];
      IntStream.of(cells.perturbations()).forEach(code -> sizes[code]++);
      return new Lines(input, embedding, design, sizes);
    }

    SideTable table(SignificanceTable tested) {
      List<List<String>> lines = new ArrayList<>();
      Measurement none = Measurement.none(Status.NOT_AVAILABLE);
      lines.add(line(new Tested(design.control(), none, none), true, "control"));
      for (Tested one : tested.perturbations()) {
        OptionalDouble p = one.p().value();
        boolean passes = p.isPresent() && p.getAsDouble() <= PerturbationConsistency.LEVEL;
        String why =
            p.isPresent()
                ? "p %s %s".formatted(passes ? "<=" : ">", PerturbationConsistency.LEVEL)
                : one.p().status().text();
        lines.add(line(one, passes, why));
      }
      return new SideTable(FILE, HEAD, lines);
    }

    private List<String> line(Tested one, boolean passes, String why) {
      return List.of(
          input,
          embedding,
          design.perturbations().get(one.perturbation()),
          Integer.toString(sizes[one.perturbation()]),
          number(one.statistic()),
          number(one.p()),
          Boolean.toString(passes),
          why);
    }

    private static String number(Measurement value) {
      return value.value().isPresent()
          ? String.format(Locale.ROOT, "%.6f", value.value().getAsDouble())
          : "";
    }
  }
}
