package org.polysome.suite.integration;

import java.util.List;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.cluster.Clustering;
import org.polysome.metric.Flavor;
import org.polysome.metric.clustering.ClusterAgreement;
import org.polysome.metric.clustering.IsolatedLabelF1;
import org.polysome.metric.clustering.ResolutionSweep;
import org.polysome.metric.neighbor.GraphConnectivity;
import org.polysome.metric.neighbor.GraphLisi;
import org.polysome.metric.neighbor.LisiValues;
import org.polysome.metric.neighbor.RandomWalkKbet;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.metric.silhouette.CellScores;
import org.polysome.metric.silhouette.IsolatedLabelSilhouette;
import org.polysome.metric.silhouette.IsolatedLabels;
import org.polysome.suite.Metric;

/**
 * The metrics of scib 1.2 for an embedding. Its LISI takes connectivities for path lengths, so that
 * the weakest links are the shortest: that is what the published numbers are.
 */
record ScibProtocol() implements Protocol {

  private static final Flavor FLAVOR = Flavor.SCIB;

  /** Of scanpy's graph: 15 with the cell itself. */
  static final int NEIGHBORS = 14;

  private static final int KBET = 49;
  private static final int LISI = 90;

  private static final List<Metric> METRICS =
      IntegrationMetrics.by(
          FLAVOR,
          IntegrationMetrics.NMI,
          IntegrationMetrics.ARI,
          IntegrationMetrics.SILHOUETTE_LABEL,
          IntegrationMetrics.ISOLATED_LABELS,
          IntegrationMetrics.ISOLATED_F1,
          IntegrationMetrics.CLISI,
          IntegrationMetrics.SILHOUETTE_BATCH,
          IntegrationMetrics.ILISI,
          IntegrationMetrics.KBET,
          IntegrationMetrics.GRAPH_CONNECTIVITY,
          IntegrationMetrics.PCR_COMPARISON,
          IntegrationMetrics.PCR);

  @Override
  public Flavor flavor() {
    return FLAVOR;
  }

  @Override
  public List<Metric> metrics() {
    return METRICS;
  }

  @Override
  public List<Scored> score(EmbeddedCells cells) {
    int[] labels = cells.labels().codes();
    int[] batches = cells.batches().codes();
    WeightedGraph graph = cells.graph(NEIGHBORS);
    CellScores silhouette = cells.silhouette();
    ResolutionSweep sweep = ResolutionSweep.scib();
    List<Clustering> clusterings = sweep.cluster(graph);
    ClusterAgreement best = sweep.best(clusterings, labels);
    IsolatedLabels isolated = IsolatedLabels.of(labels, batches, FLAVOR);
    List<LisiValues> lisi = new GraphLisi(LISI).of(graph, cells.labels(), cells.batches());
    return List.of(
        Scored.bio(IntegrationMetrics.NMI, best.nmi()),
        Scored.bio(IntegrationMetrics.ARI, best.ari()),
        Scored.bio(IntegrationMetrics.SILHOUETTE_LABEL, silhouette.score()),
        Scored.bio(
            IntegrationMetrics.ISOLATED_LABELS,
            IsolatedLabelSilhouette.score(silhouette, labels, isolated).score()),
        Scored.bio(
            IntegrationMetrics.ISOLATED_F1,
            IsolatedLabelF1.score(clusterings, labels, isolated).score()),
        Scored.bio(IntegrationMetrics.CLISI, lisi.getFirst().clisi()),
        Scored.batch(IntegrationMetrics.SILHOUETTE_BATCH, cells.batchSilhouette()),
        Scored.batch(IntegrationMetrics.ILISI, lisi.getLast().ilisi()),
        Scored.batch(
            IntegrationMetrics.KBET,
            RandomWalkKbet.of(cells.graph(KBET), cells.batches(), cells.labels()).mean()),
        Scored.batch(
            IntegrationMetrics.GRAPH_CONNECTIVITY, GraphConnectivity.scib(graph, cells.labels())),
        Scored.batch(
            IntegrationMetrics.PCR_COMPARISON,
            cells.regressionRemoved(PrincipalRegression.scib(0))),
        Scored.batch(IntegrationMetrics.PCR, cells.regression(PrincipalRegression.scib(0))));
  }
}
