package org.polysome.suite.integration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.fault.UsageException;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.overall.GroupScores;
import org.polysome.metric.overall.Means;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.CellChoice;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;

/**
 * Judges how much of the biology an embedding keeps and how well it mixes batches, by the metrics
 * of the scIB benchmark (Luecken et al., 2022) in the form of each project that has them.
 *
 * @param flavors whose
 * @param approximate whether neighbours come from an index that may miss some
 * @param conservation what else of the biology is asked for
 * @param bioShare share of AvgBio in the score over it and AvgBatch
 * @param choice which cells are judged
 */
public record IntegrationSuite(
    IntegrationFlavors flavors,
    boolean approximate,
    Conservation conservation,
    double bioShare,
    CellChoice choice)
    implements Suite {

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind(
          "integration",
          Stream.concat(
                  written(IntegrationFlavors.ALL),
                  Stream.of(
                      IntegrationMetrics.TRAJECTORY,
                      IntegrationMetrics.CELL_CYCLE,
                      IntegrationMetrics.HVG_OVERLAP,
                      IntegrationMetrics.MORANS_I))
              .toList(),
          List.of(
              IntegrationMetrics.OF_MEANS,
              IntegrationMetrics.OF_BIOLOGY,
              IntegrationMetrics.OF_BATCHES));

  /** Checks the share. */
  public IntegrationSuite {
    if (!(bioShare >= 0 && bioShare <= 1)) {
      throw new UsageException("bio-share: " + bioShare + " is not a share between 0 and 1");
    }
  }

  /** With scIB's share of biology, on all cells. */
  public IntegrationSuite(
      IntegrationFlavors flavors, boolean approximate, Conservation conservation) {
    this(flavors, approximate, conservation, GroupScores.BIO_SHARE, CellChoice.ALL);
  }

  /** With exact neighbours, and nothing else asked for. */
  public IntegrationSuite(IntegrationFlavors flavors) {
    this(flavors, false, Conservation.NONE);
  }

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public List<Metric> metrics(BenchmarkSettings settings) {
    return Stream.concat(written(flavors), conservation.metrics().stream()).toList();
  }

  private static Stream<Metric> written(IntegrationFlavors flavors) {
    return flavors.protocols().stream()
        .flatMap(
            protocol ->
                Stream.concat(
                    IntegrationMetrics.means(protocol.flavor()).stream(),
                    protocol.metrics().stream()));
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "How much of ‘%s’ each embedding keeps, and how well it mixes ‘%s’."
        .formatted(settings.neededLabel(name()), settings.neededBatch(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Metrics", flavors.words());
    facts.put(
        "Neighbours",
        "%s, Euclidean, %d of each cell"
            .formatted(approximate ? "by an index (HNSW)" : "exact", EmbeddedCells.NEIGHBORS));
    facts.put(
        "Overall",
        "0.6 of the mean over biology and 0.4 of the mean over batches, of the metrics that have a"
            + " value; not scaled over embeddings");
    facts.put(
        "AvgBio and AvgBatch",
        "%s of AvgBio (NMI, ARI, ASW of labels), the rest of AvgBatch (ASW of batches, graph connectivity)"
            .formatted(bioShare));
    if (!conservation.isNothing()) {
      facts.put("Also", conservation.words());
    }
    return facts;
  }

  @Override
  public boolean drawsBaselines() {
    return true;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    MixedCells mixed = MixedCells.of(input, approximate);
    Optional<RowOperator> before = mixed.before();
    ConservedBiology conserved = ConservedBiology.of(mixed, conservation);
    tools.judgeEach(
        "embeddings",
        input.contenders(),
        Contender::name,
        contender -> {
          EmbeddedCells cells = mixed.embed(contender, before, tools);
          if (conserved.isExpression(cells) && contender.isDrawn()) {
            input.note(
                "%s has a number for each of %d genes, and is taken for corrected expression"
                    .formatted(contender.name(), cells.points().columns()));
          }
          for (Scored score : scores(cells, conserved)) {
            findings.add(row(score, input.name(), contender.name()));
          }
        });
  }

  /** All that is found in one embedding; what is scib's counts in scib's means only. */
  private List<Scored> scores(EmbeddedCells cells, ConservedBiology conserved) {
    List<Scored> averaged = conserved.averaged(cells);
    List<Scored> all = new ArrayList<>();
    for (Protocol protocol : flavors.protocols()) {
      List<Scored> scores = new ArrayList<>(protocol.score(cells));
      if (protocol.flavor() == Flavor.SCIB) {
        scores.addAll(averaged);
        scores.sort(
            Comparator.comparing(score -> score.group().equals(IntegrationMetrics.OF_BATCHES)));
      }
      withMeans(scores, cells).forEach(score -> all.add(score.by(protocol.flavor())));
    }
    Stream.concat(averaged.stream(), conserved.others(cells).stream())
        .filter(score -> !all.contains(score))
        .forEach(all::add);
    return all;
  }

  /** The metrics, and the means over them that the field reports. */
  private List<Scored> withMeans(List<Scored> scores, EmbeddedCells cells) {
    var means =
        new GroupScores(
            Scored.values(scores, IntegrationMetrics.OF_BIOLOGY),
            Scored.values(scores, IntegrationMetrics.OF_BATCHES));
    List<Scored> all = new ArrayList<>();
    all.add(mean(IntegrationMetrics.OVERALL, means.overall()));
    all.add(mean(IntegrationMetrics.BIO, means.bioMean()));
    all.add(mean(IntegrationMetrics.BATCH, means.batchMean()));
    all.addAll(scores);
    Measurement bio =
        Means.averageBio(
            Scored.value(scores, IntegrationMetrics.NMI),
            Scored.value(scores, IntegrationMetrics.ARI),
            Scored.value(scores, IntegrationMetrics.SILHOUETTE_LABEL));
    Measurement batch =
        Means.averageBatch(
            cells.batchSilhouette(), Scored.value(scores, IntegrationMetrics.GRAPH_CONNECTIVITY));
    all.add(mean(IntegrationMetrics.AVG_BIO, bio));
    all.add(mean(IntegrationMetrics.AVG_BATCH, batch));
    all.add(mean(IntegrationMetrics.AVG_OVERALL, Means.weighted(bioShare, bio, batch)));
    return all;
  }

  private static Scored mean(Metric metric, Measurement value) {
    return new Scored(metric, IntegrationMetrics.OF_MEANS, value);
  }

  private static ResultRow row(Scored score, String input, String embedding) {
    return ResultRow.of(
        new ResultRow.About(input, embedding, score.group()), score.metric(), score.value());
  }
}
