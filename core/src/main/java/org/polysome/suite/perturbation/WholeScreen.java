package org.polysome.suite.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.neighbor.Lisi;
import org.polysome.metric.perturbation.PerturbationConsistency;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.Profiles;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.Tails;
import org.polysome.suite.relation.KnownPairs;

/**
 * What all cells of a screen together show.
 *
 * @param nulls codes of perturbations that do nothing
 * @param databases known relationships among the perturbed genes
 */
record WholeScreen(int[] nulls, List<Relationships> databases) {

  /** Fewer null perturbations cannot tell 5 % from none. */
  static final int LEAST_NULLS = 20;

  private static final int LISI = 90;

  /** All metrics, after an alignment. */
  List<Measured> measure(PerturbedCells cells, List<String> perturbations) {
    List<Measured> all = new ArrayList<>(mixing(cells));
    for (Flavor flavor : List.of(Flavor.TX_EVALUATION, Flavor.EFAAR)) {
      Measured share = consistency(cells, flavor);
      all.add(flavor == Flavor.EFAAR ? share.beside() : share);
    }
    all.addAll(recall(cells, perturbations));
    return all;
  }

  /** From 0, no mixing, to 1; and beside it the mean number of batches, as the reference has it. */
  private static List<Measured> mixing(PerturbedCells cells) {
    Lisi lisi = Lisi.txEvaluation(LISI);
    Groups batches = Groups.of(cells.batches());
    Measurement mean = Measurement.none(Status.SINGLE_BATCH);
    if (batches.count() > 1) {
      var neighbors = new NearestNeighbors().among(cells.points(), lisi.neighbors());
      mean = lisi.of(neighbors, batches).getFirst().mean();
    }
    Measurement scaled = mean.map(value -> (value - 1) / (batches.count() - 1.0));
    return List.of(
        Measured.of(ScreenTask.MIXING, MapMetrics.ILISI, scaled),
        Measured.of(ScreenTask.MIXING, MapMetrics.ILISI_UNSCALED, mean).beside());
  }

  private Measured consistency(PerturbedCells cells, Flavor flavor) {
    Measurement share =
        nulls.length < LEAST_NULLS
            ? Measurement.none(Status.NOT_AVAILABLE)
            : PerturbationConsistency.of(flavor)
                .test(cells, nulls)
                .shareAtMost(PerturbationConsistency.LEVEL);
    return Measured.of(
        ScreenTask.CONSISTENCY_OF_EXPRESSED,
        MapMetrics.CONSISTENCY.by(Definition.of(flavor)),
        share);
  }

  private List<Measured> recall(PerturbedCells cells, List<String> perturbations) {
    Profiles profiles = Profiles.of(cells, Profiles.Summary.MEAN);
    List<String> names =
        Arrays.stream(profiles.perturbations()).mapToObj(perturbations::get).toList();
    List<KnownPairs.Recall> recalls =
        KnownPairs.among(names, databases).recall(profiles.vectors(), Tails.BOTH);
    List<Measured> all = new ArrayList<>();
    for (KnownPairs.Recall recall : recalls) {
      Measured one = Measured.of(ScreenTask.RELATIONSHIPS, recall.metric(), recall.value());
      all.add(all.isEmpty() ? one : one.beside());
    }
    return all;
  }
}
