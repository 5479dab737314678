package org.polysome.suite.integration;

import java.util.List;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.cluster.Clustering;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
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
import org.polysome.suite.Group;

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
        bio("nmi", best.nmi()),
        bio("ari", best.ari()),
        bio("silhouette_label", silhouette.score()),
        bio("isolated_labels", IsolatedLabelSilhouette.score(silhouette, labels, isolated).score()),
        bio("isolated_f1", IsolatedLabelF1.score(clusterings, labels, isolated).score()),
        bio("clisi", lisi.getFirst().clisi()),
        batch("silhouette_batch", cells.batchSilhouette()),
        batch("ilisi", lisi.getLast().ilisi()),
        batch("kbet", RandomWalkKbet.of(cells.graph(KBET), cells.batches(), cells.labels()).mean()),
        batch("graph_connectivity", GraphConnectivity.scib(graph, cells.labels())),
        batch("pcr_comparison", cells.regressionRemoved(PrincipalRegression.scib(0))),
        batch("pcr", cells.regression(PrincipalRegression.scib(0))));
  }

  private static Scored bio(String metric, Measurement value) {
    return new Scored(metric, Group.BIO, FLAVOR, value);
  }

  private static Scored batch(String metric, Measurement value) {
    return new Scored(metric, Group.BATCH, FLAVOR, value);
  }
}
