package org.polysome.suite.integration;

import java.util.List;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.clustering.ClusterAgreement;
import org.polysome.metric.clustering.KMeansAgreement;
import org.polysome.metric.neighbor.DiffusionMapKbet;
import org.polysome.metric.neighbor.GraphConnectivity;
import org.polysome.metric.neighbor.Lisi;
import org.polysome.metric.neighbor.LisiValues;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.metric.silhouette.BatchSilhouette;
import org.polysome.metric.silhouette.CellScores;
import org.polysome.metric.silhouette.IsolatedLabelSilhouette;
import org.polysome.metric.silhouette.IsolatedLabels;
import org.polysome.suite.Group;

/** The ten metrics of scib-metrics 0.6, as its Benchmarker takes them by default. */
record ScibMetricsProtocol() implements Protocol {

  private static final Flavor FLAVOR = Flavor.SCIB_METRICS;
  private static final int LISI = EmbeddedCells.NEIGHBORS + 1;
  private static final int KBET = 49;
  private static final int CONNECTIVITY = 14;
  private static final int DIFFUSION = 100;

  @Override
  public List<Scored> score(EmbeddedCells cells) {
    int[] labels = cells.labels().codes();
    int[] batches = cells.batches().codes();
    CellScores silhouette = cells.silhouette();
    ClusterAgreement clusters = KMeansAgreement.scibMetrics().of(cells.labelled(), cells.product());
    List<LisiValues> lisi =
        Lisi.scibMetrics(LISI).of(cells.neighbors(), cells.batches(), cells.labels());
    IsolatedLabels isolated = IsolatedLabels.of(labels, batches, FLAVOR);
    return List.of(
        bio("isolated_labels", IsolatedLabelSilhouette.score(silhouette, labels, isolated).score()),
        bio("nmi", clusters.nmi()),
        bio("ari", clusters.ari()),
        bio("silhouette_label", silhouette.score()),
        bio("clisi", lisi.get(1).clisi()),
        batch("bras", BatchSilhouette.bras(cells.pairs()).score(cells.labelled(), batches).score()),
        batch("ilisi", lisi.get(0).ilisi()),
        batch("kbet", kbet(cells)),
        batch(
            "graph_connectivity",
            GraphConnectivity.scibMetrics(cells.neighbors().nearest(CONNECTIVITY), cells.labels())),
        batch("pcr_comparison", cells.regressionRemoved(PrincipalRegression.all())),
        batch("pcr", cells.regression(PrincipalRegression.all())));
  }

  private static Measurement kbet(EmbeddedCells cells) {
    return new DiffusionMapKbet(DIFFUSION, false)
        .of(cells.graph(KBET), cells.batches(), cells.labels())
        .mean();
  }

  private static Scored bio(String metric, Measurement value) {
    return new Scored(metric, Group.BIO, FLAVOR, value);
  }

  private static Scored batch(String metric, Measurement value) {
    return new Scored(metric, Group.BATCH, FLAVOR, value);
  }
}
