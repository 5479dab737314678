package org.polysome.metric.overall;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.metric.Measurement;

/**
 * The metrics of one embedding in two groups, each between 0 and 1 and better when higher (Luecken
 * et al., 2022).
 *
 * @param bio metrics of what should be kept
 * @param batch metrics of what should be mixed
 */
public record GroupScores(List<Measurement> bio, List<Measurement> batch) {

  /** The share of biology in the overall score of scIB. */
  public static final double BIO_SHARE = 0.6;

  /** Keeps copies. */
  public GroupScores {
    bio = List.copyOf(bio);
    batch = List.copyOf(batch);
  }

  /** The mean of the biological metrics that have a value. */
  public Measurement bioMean() {
    return Means.ofPresent(bio);
  }

  /** The mean of the batch metrics that have a value. */
  public Measurement batchMean() {
    return Means.ofPresent(batch);
  }

  /** 0.6 of the biological mean and 0.4 of the batch mean; none where one of them has no value. */
  public Measurement overall() {
    return Means.weighted(BIO_SHARE, bioMean(), batchMean());
  }

  /**
   * The same metrics of several embeddings, each moved to 0 at the worst of them and 1 at the best,
   * as the scIB paper and scib-metrics before 0.5.6 did before taking means. What comes out depends
   * on which embeddings are compared. A metric that does not differ between them becomes 0, as in
   * scikit-learn's scaler.
   *
   * @throws IllegalArgumentException if the embeddings have different numbers of metrics
   */
  public static List<GroupScores> scaledOver(List<GroupScores> embeddings) {
    List<List<Measurement>> bio = scaled(embeddings.stream().map(GroupScores::bio).toList());
    List<List<Measurement>> batch = scaled(embeddings.stream().map(GroupScores::batch).toList());
    return IntStream.range(0, embeddings.size())
        .mapToObj(i -> new GroupScores(bio.get(i), batch.get(i)))
        .toList();
  }

  private static List<List<Measurement>> scaled(List<List<Measurement>> rows) {
    List<List<Measurement>> scaled = new ArrayList<>();
    rows.forEach(row -> scaled.add(new ArrayList<>()));
    int metrics = rows.isEmpty() ? 0 : rows.getFirst().size();
    if (rows.stream().anyMatch(row -> row.size() != metrics)) {
      throw new IllegalArgumentException("embeddings with different numbers of metrics");
    }
    for (int metric = 0; metric < metrics; metric++) {
      int column = metric;
      double[] values =
          rows.stream().flatMapToDouble(row -> row.get(column).value().stream()).sorted().toArray();
      for (int i = 0; i < rows.size(); i++) {
        scaled.get(i).add(rows.get(i).get(metric).map(value -> scaled(value, values)));
      }
    }
    return scaled;
  }

  private static double scaled(double value, double[] ascending) {
    double low = ascending[0];
    double range = ascending[ascending.length - 1] - low;
    return range == 0 ? 0 : (value - low) / range;
  }
}
