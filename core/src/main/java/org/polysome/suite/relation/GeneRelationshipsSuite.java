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
import java.util.stream.IntStream;
import org.polysome.graph.Pca;
import org.polysome.graph.RowOperator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.overall.Means;
import org.polysome.metric.perturbation.relation.MomentsExplained;
import org.polysome.metric.perturbation.relation.Ranks;
import org.polysome.metric.perturbation.relation.RelationshipRecall;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.RowPairs;
import org.polysome.metric.perturbation.relation.Tails;
import org.polysome.metric.statistics.Moments;
import org.polysome.progress.Task;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Expression;
import org.polysome.suite.Figure;
import org.polysome.suite.Findings;
import org.polysome.suite.GeneTables;
import org.polysome.suite.GeneVectors;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.JudgedModel;
import org.polysome.suite.ResultRow;
import org.polysome.suite.RunModel;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.baseline.TrainedBaseline;

/**
 * Judges gene vectors, such as a model's codebook and decoder, by the known relationships among
 * them (paper 002, section 4 and appendix A.5): recall of each database, as they are and after PCA
 * to fewer dimensions, and the share of them that the genes' mean and variance explain.
 *
 * @param databases files of known pairs
 * @param tails which cosines count
 */
public record GeneRelationshipsSuite(List<Path> databases, TailChoice tails) implements Suite {

  private static final int COMPONENTS = 128;
  private static final int SHUFFLES = 100;

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
  public String name() {
    return "gene-relationships";
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Which known relationships between genes are found in their vectors.";
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Found", tails.words + "; vectors centred over the genes first");
    facts.put(
        "Databases",
        databases.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", ")));
    facts.put(
        "Variance explained",
        "of the vectors by the mean and the variance of log-normalised expression, beside %d times"
                .formatted(SHUFFLES)
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
    List<GeneSource> sources = sources(input, expression);
    List<Figure.Curve> curves = new ArrayList<>();
    try (Task task = tools.progress().start("judging", "gene vectors", sources.size())) {
      for (GeneSource source : sources) {
        task.note(source.name());
        noteCoverage(source, known, input);
        var rows = new RecallRows(input.name(), source.name(), findings);
        rows.add(source.vectors(), known);
        curves.add(sweep(source, known, rows));
        expression.ifPresent(values -> explained(source, values, rows, input.settings().seed()));
        task.advance(1);
      }
    }
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

  private List<GeneSource> sources(JudgedInput input, Optional<Expression> expression) {
    List<GeneSource> sources = new ArrayList<>();
    for (JudgedModel model : input.models()) {
      if (model instanceof RunModel run) {
        GeneTables tables = new GeneTables(run.run(), run.checkpoint());
        add(model.name(), tables.codebook(), tables.decoder(), sources);
      }
    }
    if (input.settings().baselines() == Baselines.ALL) {
      input
          .trained()
          .map(trained -> trained.of(TrainedBaseline.scvi()))
          .ifPresent(scvi -> add("baseline/scvi", scvi.codebook(), scvi.decoder(), sources));
    }
    if (input.settings().baselines() != Baselines.NONE) {
      expression.ifPresent(
          values ->
              sources.add(
                  new GeneSource("baseline/pca", GeneVectors.ofComponents(values, COMPONENTS))));
      List<String> genes =
          sources.isEmpty() ? input.file().var("X").index() : sources.getLast().vectors().genes();
      sources.add(GeneSource.random(genes, COMPONENTS, input.settings().seed()));
    }
    return sources;
  }

  private static void add(
      String name,
      Optional<GeneVectors> codebook,
      Optional<GeneVectors> decoder,
      List<GeneSource> sources) {
    codebook.ifPresent(found -> sources.add(new GeneSource(name + "/codebook", found)));
    decoder.ifPresent(found -> sources.add(new GeneSource(name + "/decoder", found)));
  }

  /** Recall after PCA to 2, 4, 8, ... dimensions. */
  private Figure.Curve sweep(GeneSource source, List<Relationships> known, RecallRows rows) {
    DenseMatrix vectors = source.vectors().vectors();
    int most = Math.min(vectors.columns(), vectors.rows());
    DenseMatrix turned =
        Pca.fit(RowOperator.of(vectors, MatrixProduct.PLAIN), most, 0)
            .project(RowOperator.of(vectors, MatrixProduct.PLAIN));
    List<double[]> points = new ArrayList<>();
    for (int dimensions = 2; dimensions <= turned.columns(); dimensions *= 2) {
      DenseMatrix part = firstColumns(turned, dimensions);
      var vectorsLeft = new GeneVectors(source.vectors().genes(), part);
      Measurement mean = rows.at(dimensions).add(vectorsLeft, known);
      if (mean.value().isPresent()) {
        points.add(new double[] {dimensions, mean.value().getAsDouble()});
      }
    }
    return new Figure.Curve(
        source.name(),
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray());
  }

  private static DenseMatrix firstColumns(DenseMatrix matrix, int columns) {
    DenseMatrix part = DenseMatrix.zeros(matrix.rows(), columns);
    for (int row = 0; row < matrix.rows(); row++) {
      System.arraycopy(
          matrix.values(), row * matrix.columns(), part.values(), row * columns, columns);
    }
    return part;
  }

  private static void explained(
      GeneSource source, Expression expression, RecallRows rows, long seed) {
    var statistics = new GeneStatistics(expression);
    int[] shared = statistics.genesIn(source.vectors());
    if (shared.length < 3) {
      return;
    }
    var vectors = new MomentsExplained(source.vectors().select(shared).vectors());
    double[] means = statistics.means(source.vectors(), shared);
    double[] variances = statistics.variances(source.vectors(), shared);
    Map<String, List<double[]>> sets = new LinkedHashMap<>();
    sets.put("mean_explained", List.of(means));
    sets.put("variance_explained", List.of(variances));
    sets.put("mean_and_variance_explained", List.of(means, variances));
    sets.forEach(
        (metric, set) -> {
          rows.add(metric, Flavor.TXFM.text(), vectors.share(set), Optional.empty());
          double[] nulls =
              IntStream.range(0, SHUFFLES)
                  .parallel()
                  .mapToObj(repeat -> vectors.shuffled(seed, repeat).share(set))
                  .flatMapToDouble(share -> share.value().stream())
                  .toArray();
          if (nulls.length > 1) {
            Moments sample = Moments.of(nulls);
            rows.add(
                metric + "_shuffled",
                Flavor.TXFM.text(),
                Measurement.of(sample.mean()),
                Optional.of(sample));
          }
        });
  }

  /** Where the numbers about one source go. */
  private final class RecallRows {
    private final String input;
    private final String embedding;
    private final Findings findings;

    RecallRows(String input, String embedding, Findings findings) {
      this.input = input;
      this.embedding = embedding;
      this.findings = findings;
    }

    /** Of the same source after PCA. */
    RecallRows at(int dimensions) {
      return new RecallRows(input, embedding + "/pca_" + dimensions, findings);
    }

    /** Recall of each database, and the mean, which is returned. */
    Measurement add(GeneVectors vectors, List<Relationships> known) {
      DenseMatrix centred = RelationshipRecall.centred(vectors.vectors());
      List<RowPairs> pairs = known.stream().map(one -> one.in(vectors.genes())).toList();
      List<Ranks> ranks = RelationshipRecall.rank(centred, pairs);
      List<Measurement> recalls = ranks.stream().map(found -> found.recall(tails.tails)).toList();
      Measurement mean = Means.ofPresent(recalls);
      String flavor = "efaar-0.1, tails " + tails.name().toLowerCase(Locale.ROOT);
      add("relationship_recall", flavor, mean, Optional.empty());
      for (int i = 0; i < known.size(); i++) {
        String metric = "relationship_recall_" + known.get(i).name().toLowerCase(Locale.ROOT);
        add(metric, flavor, recalls.get(i), Optional.empty());
      }
      return mean;
    }

    void add(String metric, String flavor, Measurement value, Optional<Moments> sample) {
      ResultRow row =
          ResultRow.of(
              new ResultRow.About(input, embedding, Group.RELATIONSHIPS),
              new ResultRow.Named(metric, flavor),
              value);
      findings.add(sample.map(row::withSpread).orElse(row));
    }
  }
}
