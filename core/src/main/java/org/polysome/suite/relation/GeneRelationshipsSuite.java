package org.polysome.suite.relation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Measurement;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.Tails;
import org.polysome.metric.statistics.Moments;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Expression;
import org.polysome.suite.Figure;
import org.polysome.suite.Findings;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;

/**
 * Judges gene vectors, such as a model's codebook and decoder, by the known relationships among
 * them (TxFM, section 4 and appendix A.5): recall of each database, as they are and after PCA to
 * fewer dimensions, and the share of them that the genes' mean and variance explain.
 *
 * @param databases files of known pairs
 * @param tails which cosines count
 */
public record GeneRelationshipsSuite(List<Path> databases, TailChoice tails) implements Suite {

  private static final Group GROUP = Group.of("relationships", "relationships of genes");

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind(
          "gene-relationships",
          Stream.concat(
                  Stream.of(KnownPairs.RECALL, KnownPairs.RECALLS), ExplainedShares.ALL.stream())
              .toList(),
          List.of(GROUP));

  /** Which cosines count as found. */
  public enum TailChoice {
    /** The lowest and the highest 5 %: random vectors find 0.10. */
    BOTH(Tails.BOTH, "the lowest and the highest 5 % of all cosines; random vectors find 0.10"),
    /** The highest 5 %: random vectors find 0.05. */
    UPPER(Tails.UPPER, "the highest 5 % of all cosines; random vectors find 0.05");

    private final Tails tails;
    private final String words;

    TailChoice(Tails tails, String words) {
      this.tails = tails;
      this.words = words;
    }
  }

  /** Copies the list. */
  public GeneRelationshipsSuite {
    databases = List.copyOf(databases);
  }

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public List<Metric> metrics(BenchmarkSettings settings) {
    List<String> names = RelationshipFile.databases(databases);
    Stream<Metric> found =
        Stream.concat(Stream.of(KnownPairs.RECALL), KnownPairs.ofEach(names).stream())
            .map(this::byTails);
    return Stream.concat(found, ExplainedShares.ALL.stream()).toList();
  }

  private Metric byTails(Metric metric) {
    return metric.by(metric.flavor().with("tails " + tails.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Which known relationships between genes are found in their vectors.";
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Found", tails.words + "; vectors centred over the genes first");
    facts.put("Databases", RelationshipFile.names(databases));
    facts.put(
        "Variance explained",
        "of the vectors by the mean and the variance of log-normalised expression, beside %d times"
                .formatted(ExplainedShares.SHUFFLES)
            + " shuffled vectors");
    return facts;
  }

  @Override
  public boolean judgesCells() {
    return false;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    List<Relationships> known = databases.stream().map(RelationshipFile::read).toList();
    Optional<Expression> expression = input.expression();
    Optional<ExplainedShares> explained =
        expression.map(
            values -> new ExplainedShares(new GeneStatistics(values), input.settings().seed()));
    List<Figure.Curve> curves = new ArrayList<>();
    tools.judgeEach(
        "gene vectors",
        GeneSources.of(input, expression),
        GeneSource::name,
        source -> {
          noteCoverage(source, known, input);
          var rows = new Rows(input.name(), source.name(), findings);
          KnownPairs pairs = KnownPairs.among(source.vectors().genes(), known);
          rows.add(source.vectors().vectors(), pairs);
          curves.add(sweep(source, pairs, rows));
          explained.map(shares -> shares.of(source.vectors())).ifPresent(rows::add);
        });
    findings.add(
        new Figure(
            input.name(),
            "Recall after PCA of the gene vectors",
            "dimensions",
            "mean recall",
            curves));
  }

  private static void noteCoverage(
      GeneSource source, List<Relationships> known, JudgedInput input) {
    Set<String> genes = new HashSet<>(source.vectors().genes());
    String found =
        known.stream()
            .map(
                database ->
                    String.format(
                        Locale.ROOT,
                        "%s %,d of %,d",
                        database.name(),
                        database.genes().stream().filter(genes::contains).count(),
                        database.genes().size()))
            .collect(Collectors.joining(", "));
    input.note("genes of %s are in %s".formatted(found, source.name()));
  }

  /** Recall after PCA to 2, 4, 8, ... dimensions. */
  private Figure.Curve sweep(GeneSource source, KnownPairs pairs, Rows rows) {
    DenseMatrix vectors = source.vectors().vectors();
    int most = Math.min(vectors.columns(), vectors.rows());
    DenseMatrix turned = Pca.fit(RowOperator.of(vectors), most, 0).project(RowOperator.of(vectors));
    List<double[]> points = new ArrayList<>();
    for (int dimensions = 2; dimensions <= turned.columns(); dimensions *= 2) {
      Measurement mean = rows.at(dimensions).add(turned.firstColumns(dimensions), pairs);
      if (mean.value().isPresent()) {
        points.add(new double[] {dimensions, mean.value().getAsDouble()});
      }
    }
    return new Figure.Curve(
        source.name(),
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray());
  }

  /** Where the numbers about one source go. */
  private final class Rows {
    private final String input;
    private final String embedding;
    private final Findings findings;

    Rows(String input, String embedding, Findings findings) {
      this.input = input;
      this.embedding = embedding;
      this.findings = findings;
    }

    /** Of the same source after PCA. */
    Rows at(int dimensions) {
      return new Rows(input, embedding + "/pca_" + dimensions, findings);
    }

    /** Recall of each database, and the mean, which is returned. */
    Measurement add(DenseMatrix vectors, KnownPairs pairs) {
      List<KnownPairs.Recall> recalls = pairs.recall(vectors, tails.tails);
      recalls.forEach(one -> add(byTails(one.metric()), one.value(), Optional.empty()));
      return recalls.getFirst().value();
    }

    void add(List<ExplainedShares.Share> shares) {
      shares.forEach(one -> add(one.metric(), one.value(), one.sample()));
    }

    private void add(Metric metric, Measurement value, Optional<Moments> sample) {
      ResultRow row = ResultRow.of(new ResultRow.About(input, embedding, GROUP), metric, value);
      findings.add(sample.map(row::withDeviation).orElse(row));
    }
  }
}
