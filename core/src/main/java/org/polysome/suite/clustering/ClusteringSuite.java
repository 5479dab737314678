package org.polysome.suite.clustering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.metric.Flavor;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.clustering.ClusterAgreement;
import org.polysome.metric.clustering.SubsampledAgreement;
import org.polysome.metric.silhouette.LabelSilhouette;
import org.polysome.metric.silhouette.PairDistances;
import org.polysome.metric.silhouette.Silhouette;
import org.polysome.metric.statistics.Moments;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedCells;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.map.Grouping;

/**
 * Judges how well clusters of an embedding agree with labels, by the protocol of TxFM: Louvain at
 * ten resolutions, the one of largest NMI taken, in ten random subsamples of 10,000 cells; and the
 * silhouettes of the labels in the same subsamples.
 */
public final class ClusteringSuite implements Suite {

  private static final Metric NMI = Metric.higher("nmi", "NMI", Flavor.TXFM);
  private static final Metric ARI = Metric.higher("ari", "ARI", Flavor.TXFM);
  private static final Metric SILHOUETTE =
      Metric.higher("silhouette_label", "Silhouette, label", Flavor.TXFM);
  private static final Metric SILHOUETTE_WITHIN_BATCH =
      Metric.higher("silhouette_label_within_batch", "Silhouette, label within batch", Flavor.TXFM);

  private static final Group GROUP = Group.of("clustering", "clusters against labels");

  private static final SuiteKind.Help HELP =
      new SuiteKind.Help(
          List.of(
              "Judge how well clusters of embeddings agree with labels.",
              "Louvain at ten resolutions in ten subsamples of 10,000 cells: NMI, ARI, and"
                  + " silhouettes of the labels."),
          "out.h5ad --label cell_type");

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind(
              "clustering", List.of(NMI, ARI, SILHOUETTE, SILHOUETTE_WITHIN_BATCH), List.of(GROUP))
          .as(
              new SuiteKind.Plain(
                  ClusteringSuite::new,
                  Optional.of(SuiteKind.Column.needed("that clusters are compared with")),
                  Optional.of(
                      SuiteKind.Column.optional(
                          "within whose batches the silhouette is also measured")),
                  HELP));

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public List<Metric> metrics(BenchmarkSettings settings) {
    return KIND.metrics().stream()
        .filter(metric -> settings.batch().isPresent() || !metric.equals(SILHOUETTE_WITHIN_BATCH))
        .toList();
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "How well clusters of each embedding agree with ‘%s’."
        .formatted(settings.neededLabel(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    SubsampledAgreement subsamples = SubsampledAgreement.txfm(settings.seed());
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Clusters",
        "Louvain on UMAP's graph of %d neighbours, ten resolutions to 2, that of largest NMI"
            .formatted(subsamples.neighbors() + 1));
    facts.put(
        "Subsamples",
        String.format(
            Locale.ROOT,
            "%d of at most %,d cells; value and sd are over them",
            subsamples.repeats(),
            subsamples.cells()));
    return facts;
  }

  @Override
  public boolean drawsBaselines() {
    return true;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    tools.judgeEach(
        "embeddings",
        input.contenders(),
        Contender::name,
        contender ->
            scores(cells(contender, input), input)
                .forEach((metric, values) -> findings.add(row(values, metric, input, contender))));
  }

  private static LabelledPoints cells(Contender contender, JudgedInput input) {
    JudgedCells cells = input.cells();
    int[] labels = contender.labelsOf(cells.labels().codes(), cells.all());
    return new LabelledPoints(contender.embed(cells.all()), labels, cells.labels().names().size());
  }

  private static Map<Metric, List<Measurement>> scores(LabelledPoints cells, JudgedInput input) {
    SubsampledAgreement subsamples = SubsampledAgreement.txfm(input.settings().seed());
    Map<Metric, List<Measurement>> scores = new LinkedHashMap<>();
    List<ClusterAgreement> agreements = subsamples.of(cells);
    scores.put(NMI, agreements.stream().map(ClusterAgreement::nmi).toList());
    scores.put(ARI, agreements.stream().map(ClusterAgreement::ari).toList());
    Optional<int[]> batches =
        input.cells().batches().filter(ClusteringSuite::isComplete).map(Grouping::codes);
    for (int repeat = 0; repeat < subsamples.repeats(); repeat++) {
      int[] drawn = subsamples.draw(cells.labels().length, repeat);
      LabelledPoints part = cells.select(drawn);
      var silhouette =
          new LabelSilhouette(Silhouette.euclidean(PairDistances.forCells(drawn.length)));
      add(scores, SILHOUETTE, silhouette.score(part).score());
      batches.ifPresent(
          codes ->
              add(
                  scores,
                  SILHOUETTE_WITHIN_BATCH,
                  silhouette
                      .withinBatch(part, IntStream.of(drawn).map(cell -> codes[cell]).toArray())
                      .score()));
    }
    return scores;
  }

  private static boolean isComplete(Grouping batches) {
    return IntStream.of(batches.codes()).noneMatch(code -> code == Grouping.MISSING);
  }

  private static void add(Map<Metric, List<Measurement>> scores, Metric metric, Measurement value) {
    scores.computeIfAbsent(metric, unused -> new ArrayList<>()).add(value);
  }

  private static ResultRow row(
      List<Measurement> values, Metric metric, JudgedInput input, Contender contender) {
    double[] present = values.stream().flatMapToDouble(value -> value.value().stream()).toArray();
    var about = new ResultRow.About(input.name(), contender.name(), GROUP);
    ResultRow row =
        ResultRow.of(
            about,
            metric,
            present.length == 0 ? values.getFirst() : Measurement.of(Moments.of(present).mean()));
    return row.withDeviation(Moments.of(present));
  }
}
