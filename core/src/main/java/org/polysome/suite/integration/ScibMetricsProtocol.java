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
import org.polysome.suite.Metric;

/** The ten metrics of scib-metrics 0.6, as its Benchmarker takes them by default. */
record ScibMetricsProtocol() implements Protocol {

  private static final Flavor FLAVOR = Flavor.SCIB_METRICS;
  private static final int LISI = EmbeddedCells.NEIGHBORS + 1;
  private static final int KBET = 49;
  private static final int CONNECTIVITY = 14;
  private static final int DIFFUSION = 100;

  private static final List<Metric> METRICS =
      IntegrationMetrics.by(
          FLAVOR,
          IntegrationMetrics.ISOLATED_LABELS,
          IntegrationMetrics.NMI,
          IntegrationMetrics.ARI,
          IntegrationMetrics.SILHOUETTE_LABEL,
          IntegrationMetrics.CLISI,
          IntegrationMetrics.BRAS,
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
    CellScores silhouette = cells.silhouette();
    ClusterAgreement clusters = KMeansAgreement.scibMetrics().of(cells.labelled());
    List<LisiValues> lisi =
        Lisi.scibMetrics(LISI).of(cells.neighbors(), cells.batches(), cells.labels());
    IsolatedLabels isolated = IsolatedLabels.of(labels, batches, FLAVOR);
    return List.of(
        Scored.bio(
            IntegrationMetrics.ISOLATED_LABELS,
            IsolatedLabelSilhouette.score(silhouette, labels, isolated).score()),
        Scored.bio(IntegrationMetrics.NMI, clusters.nmi()),
        Scored.bio(IntegrationMetrics.ARI, clusters.ari()),
        Scored.bio(IntegrationMetrics.SILHOUETTE_LABEL, silhouette.score()),
        Scored.bio(IntegrationMetrics.CLISI, lisi.get(1).clisi()),
        Scored.batch(
            IntegrationMetrics.BRAS,
            BatchSilhouette.bras(cells.pairs()).score(cells.labelled(), batches).score()),
        Scored.batch(IntegrationMetrics.ILISI, lisi.get(0).ilisi()),
        Scored.batch(IntegrationMetrics.KBET, kbet(cells)),
        Scored.batch(
            IntegrationMetrics.GRAPH_CONNECTIVITY,
            GraphConnectivity.scibMetrics(cells.neighbors().nearest(CONNECTIVITY), cells.labels())),
        Scored.batch(
            IntegrationMetrics.PCR_COMPARISON, cells.regressionRemoved(PrincipalRegression.all())),
        Scored.batch(IntegrationMetrics.PCR, cells.regression(PrincipalRegression.all())));
  }

  private static Measurement kbet(EmbeddedCells cells) {
    return new DiffusionMapKbet(DIFFUSION, false)
        .of(cells.graph(KBET), cells.batches(), cells.labels())
        .mean();
  }
}
