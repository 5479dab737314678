package org.polysome.suite.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.perturbation.relation.GenePair;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.Tails;

@Tag("locale")
class KnownPairsTest {

  private static final List<String> GENES = List.of("a", "b", "c", "d");

  /** A and b point one way from their centre, c and d the other. */
  private static final DenseMatrix MAP =
      new DenseMatrix(4, 2, new double[] {3, 1, 3, 1.5, 1, -1, 1, -1.5});

  @Test
  void theMeanComesFirstAndLeavesOutDatabasesThatHaveNoPairHere() {
    KnownPairs pairs =
        KnownPairs.among(
            GENES, List.of(database("CORUM", "a", "b"), database("Elsewhere", "x", "y")));
    List<KnownPairs.Recall> recalls = pairs.recall(MAP, Tails.UPPER);
    Measurement found = recalls.get(1).value();
    assertThat(found.value()).isPresent();
    assertThat(recalls)
        .containsExactly(
            new KnownPairs.Recall(KnownPairs.RECALL, found),
            new KnownPairs.Recall(KnownPairs.RECALLS.about("corum"), found),
            new KnownPairs.Recall(
                KnownPairs.RECALLS.about("elsewhere"), Measurement.none(Status.NOT_AVAILABLE)));
  }

  @Test
  void withoutDatabasesThereIsNoRecall() {
    assertThat(KnownPairs.among(GENES, List.of()).recall(MAP, Tails.BOTH))
        .extracting(KnownPairs.Recall::metric)
        .containsExactly(KnownPairs.RECALL);
    assertThat(
            KnownPairs.among(GENES, List.of()).recall(MAP, Tails.BOTH).getFirst().value().value())
        .isEmpty();
  }

  @Test
  void databasesWithoutPairsAreRefused() {
    assertThatThrownBy(() -> new KnownPairs(List.of("CORUM"), List.of()))
        .hasMessage("1 databases, pairs of 0");
  }

  private static Relationships database(String name, String first, String second) {
    return new Relationships(name, Set.of(new GenePair(first, second)));
  }
}
