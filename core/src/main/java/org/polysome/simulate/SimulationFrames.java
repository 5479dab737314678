package org.polysome.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/** The tables of a simulation. */
final class SimulationFrames {

  private static final String INDEX = "_index";

  private SimulationFrames() {}

  static Frame obs(SimulationSpec spec, Truth truth) {
    int cells = spec.cells();
    int[] types = new int[cells];
    int[] batches = new int[cells];
    int[] perturbations = new int[cells];
    double[] librarySizes = new double[cells];
    double[][] activities = new double[truth.programs().count()][cells];
    for (int c = 0; c < cells; c++) {
      SimulatedCell cell = SimulatedCell.draw(truth, spec.seed(), c);
      types[c] = cell.type();
      batches[c] = cell.batch();
      perturbations[c] = cell.perturbation() + 1;
      librarySizes[c] = cell.librarySize();
      for (int k = 0; k < activities.length; k++) {
        activities[k][c] = cell.activities()[k];
      }
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("cell_type", new Column.Categorical(types, truth.types(), false));
    columns.put(
        "batch",
        new Column.Categorical(batches, TruthMaker.numbered("batch", spec.batches()), false));
    if (!truth.perturbations().isEmpty()) {
      columns.put(
          "perturbation", new Column.Categorical(perturbations, perturbationNames(truth), false));
    }
    columns.put("library_size", new Column.Decimals(librarySizes));
    List<String> programs = TruthMaker.numbered("program", activities.length);
    for (int k = 0; k < activities.length; k++) {
      columns.put(programs.get(k), new Column.Decimals(activities[k]));
    }
    return new Frame(
        INDEX, IntStream.rangeClosed(1, cells).mapToObj(c -> "cell" + c).toList(), columns);
  }

  static Frame var(Truth truth) {
    int genes = truth.geneCount();
    double[] shares = new double[genes];
    double[] dispersions = new double[genes];
    int[] markers = new int[genes];
    for (int g = 0; g < genes; g++) {
      for (int t = 0; t < truth.types().size(); t++) {
        shares[g] += truth.typeShares()[t] * truth.abundance()[t][g];
      }
      dispersions[g] = truth.dispersion()[g];
      markers[g] = mostDifferentType(truth, g, shares[g]);
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("mean_share", new Column.Decimals(shares));
    columns.put("dispersion", new Column.Decimals(dispersions));
    columns.put(
        "program",
        new Column.Categorical(
            truth.programs().programOf(),
            TruthMaker.numbered("program", truth.programs().count()),
            false));
    columns.put("marker_of", new Column.Categorical(markers, truth.types(), false));
    return new Frame(INDEX, truth.genes(), columns);
  }

  /** The type furthest from the mean on the log scale, if it is at least 1.2-fold away. */
  private static int mostDifferentType(Truth truth, int gene, double mean) {
    int best = Column.MISSING;
    double furthest = StrictMath.log(1.2);
    for (int t = 0; t < truth.types().size(); t++) {
      double distance = Math.abs(StrictMath.log(truth.abundance()[t][gene] / mean));
      if (distance > furthest) {
        best = t;
        furthest = distance;
      }
    }
    return best;
  }

  private static List<String> perturbationNames(Truth truth) {
    return Stream.concat(
            Stream.of("control"),
            truth.perturbations().stream().map(k -> truth.genes().get(k.gene())))
        .toList();
  }
}
