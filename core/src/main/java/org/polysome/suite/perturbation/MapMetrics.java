package org.polysome.suite.perturbation;

import java.util.List;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;
import org.polysome.metric.probe.Probe;
import org.polysome.suite.Group;
import org.polysome.suite.Metric;
import org.polysome.suite.relation.KnownPairs;

/** The metrics of a map of perturbations; probes and decoders bring definitions of their own. */
final class MapMetrics {

  static final Metric OVERALL =
      Metric.higher("overall", "Overall", new Definition("mean of tasks"));
  static final Metric ILISI = Metric.higher("ilisi", "iLISI", Flavor.POLYSOME);
  static final Metric ILISI_UNSCALED =
      Metric.higher("ilisi_unscaled", "iLISI, unscaled", Flavor.TX_EVALUATION);
  static final Metric CONSISTENCY =
      Metric.higher("perturbation_consistency", "Perturbation consistency", Flavor.TXFM);
  static final Metric RECALL = KnownPairs.RECALL;
  static final Metric RECALLS = KnownPairs.RECALLS;

  private static final Probe LINEAR = SplitScreen.probes().getFirst();
  private static final Probe KNN = SplitScreen.probes().getLast();

  static final Metric LINEAR_TOP1 = Metric.higher("linear_top1", "Linear top 1", LINEAR.flavor());
  static final Metric LINEAR_TOP5 = Metric.higher("linear_top5", "Linear top 5", LINEAR.flavor());
  static final Metric KNN_TOP1 = Metric.higher("knn_top1", "kNN top 1", KNN.flavor());
  static final Metric KNN_TOP5 = Metric.higher("knn_top5", "kNN top 5", KNN.flavor());

  /** After the best post-processing of each task. */
  static final Group BEST = Group.of("perturbation", "map of perturbations");

  static final Group AS_GIVEN = Group.detail("perturbation-none", "no post-processing");
  static final Group CENTRED =
      Group.detail("perturbation-centre", "batches centred on their controls");
  static final Group SCALED =
      Group.detail("perturbation-centre-scale", "batches standardised by their controls");
  static final Group TVN = Group.detail("perturbation-tvn", "typical variation normalisation");

  /** All of them. */
  static final List<Metric> ALL =
      List.of(
          OVERALL,
          ILISI,
          ILISI_UNSCALED,
          LINEAR_TOP1,
          LINEAR_TOP5,
          KNN_TOP1,
          KNN_TOP5,
          CONSISTENCY,
          CONSISTENCY.by(Definition.of(Flavor.TX_EVALUATION)),
          CONSISTENCY.by(Definition.of(Flavor.EFAAR)),
          RECALL,
          RECALLS,
          ScreenDecoder.LINEAR.spearman(),
          ScreenDecoder.LINEAR.integrity(),
          ScreenDecoder.MLP.spearman(),
          ScreenDecoder.MLP.integrity());

  static final List<Group> GROUPS = List.of(BEST, AS_GIVEN, CENTRED, SCALED, TVN);

  private MapMetrics() {}
}
