package org.polysome.suite.relation;

import java.util.ArrayList;
import java.util.List;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.overall.Means;
import org.polysome.metric.perturbation.relation.Ranks;
import org.polysome.metric.perturbation.relation.RelationshipRecall;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.RowPairs;
import org.polysome.metric.perturbation.relation.Tails;
import org.polysome.suite.Metric;

/**
 * Known relationships among the genes of a map, by its rows.
 *
 * @param databases their names
 * @param pairs of each
 */
public record KnownPairs(List<String> databases, List<RowPairs> pairs) {

  /** The mean over the databases. */
  public static final Metric RECALL =
      Metric.higher("relationship_recall", "Relationship recall", Flavor.EFAAR);

  /** Of one database. */
  public static final Metric RECALLS =
      Metric.higher("relationship_recall_*", "Recall, *", Flavor.EFAAR);

  /** Copies the lists, and checks that each database has its pairs. */
  public KnownPairs {
    databases = List.copyOf(databases);
    pairs = List.copyOf(pairs);
    if (databases.size() != pairs.size()) {
      throw new IllegalArgumentException(
          "%d databases, pairs of %d".formatted(databases.size(), pairs.size()));
    }
  }

  /**
   * Those of some databases.
   *
   * @param genes the gene of each row of the map
   * @throws IllegalArgumentException if a gene occurs twice
   */
  public static KnownPairs among(List<String> genes, List<Relationships> databases) {
    return new KnownPairs(
        databases.stream().map(Relationships::name).toList(),
        databases.stream().map(database -> database.in(genes)).toList());
  }

  /** The recalls of some databases, without the mean. */
  public static List<Metric> ofEach(List<String> databases) {
    return databases.stream().map(RECALLS::about).toList();
  }

  /**
   * How many of them a map finds.
   *
   * @param metric what it is
   * @param value the share, or why there is none
   */
  public record Recall(Metric metric, Measurement value) {}

  /**
   * The recall of the vectors, centred over the genes.
   *
   * @param vectors of each gene (genes, dimensions)
   * @param tails which cosines count as found
   * @return the mean over the databases that have one, then that of each
   */
  public List<Recall> recall(DenseMatrix vectors, Tails tails) {
    List<Ranks> ranks =
        pairs.isEmpty()
            ? List.of()
            : RelationshipRecall.rank(RelationshipRecall.centred(vectors), pairs);
    List<Measurement> found = ranks.stream().map(one -> one.recall(tails)).toList();
    List<Recall> recalls = new ArrayList<>();
    recalls.add(new Recall(RECALL, Means.ofPresent(found)));
    for (int i = 0; i < found.size(); i++) {
      recalls.add(new Recall(RECALLS.about(databases.get(i)), found.get(i)));
    }
    return recalls;
  }
}
