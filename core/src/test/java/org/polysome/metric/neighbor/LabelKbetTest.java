package org.polysome.metric.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.Points;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class LabelKbetTest {

  private static final int CELLS = 600;
  private static final DiffusionMapKbet SCIB_METRICS = new DiffusionMapKbet(100, false);

  private static WeightedGraph graph(DenseMatrix points) {
    return WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, 49)));
  }

  private static Groups codes(int count, long seed) {
    return Groups.of(new Random(seed).ints(CELLS, 0, count).toArray());
  }

  /** Normal points of labels apart; batches moved by a shift. */
  private static DenseMatrix points(Groups labels, Groups batches, double shift) {
    DenseMatrix points = Points.normal(CELLS, 5, 11);
    for (int cell = 0; cell < CELLS; cell++) {
      points.values()[cell * 5] += 8 * labels.codes()[cell];
      points.values()[cell * 5 + 1] += shift * batches.codes()[cell];
    }
    return points;
  }

  @Test
  void mixedBatchesPassAndMovedOnesFail() {
    Groups labels = codes(3, 1);
    Groups batches = codes(2, 2);
    WeightedGraph mixed = graph(points(labels, batches, 0));
    WeightedGraph moved = graph(points(labels, batches, 4));
    assertThat(value(SCIB_METRICS.of(mixed, batches, labels))).isGreaterThan(0.85);
    assertThat(value(SCIB_METRICS.of(moved, batches, labels))).isLessThan(0.15);
    assertThat(value(RandomWalkKbet.of(mixed, batches, labels))).isGreaterThan(0.85);
    assertThat(value(RandomWalkKbet.of(moved, batches, labels))).isLessThan(0.15);
  }

  private static double value(LabelKbet kbet) {
    return kbet.mean().value().orElseThrow();
  }

  @Test
  void smallLabelsAndLabelsOfOneBatchAreLeftOut() {
    int[] labels = new int[CELLS];
    int[] batches = codes(2, 3).codes().clone();
    for (int cell = 0; cell < CELLS; cell++) {
      labels[cell] = cell < 9 ? 0 : cell < 19 ? 1 : cell < 100 ? 2 : 4;
      batches[cell] = labels[cell] == 2 ? 1 : cell == 9 ? 0 : cell == 10 ? 1 : batches[cell];
    }
    WeightedGraph graph = graph(points(Groups.of(labels), Groups.of(batches), 0));
    LabelKbet found = SCIB_METRICS.of(graph, Groups.of(batches), Groups.of(labels));
    assertThat(found.labels().get(0)).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    assertThat(found.labels().get(1).status()).isEqualTo(Status.OK);
    assertThat(found.labels().get(2)).isEqualTo(Measurement.none(Status.SINGLE_BATCH));
    assertThat(found.labels().get(3)).isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
    double mean =
        (found.labels().get(1).value().orElseThrow() + found.labels().get(4).value().orElseThrow())
            / 2;
    assertThat(found.mean()).isEqualTo(Measurement.of(mean));
    // The R package wants more than ten cells.
    assertThat(RandomWalkKbet.of(graph, Groups.of(batches), Groups.of(labels)).labels().get(1))
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
  }

  @Test
  void aLabelInSmallPiecesFailsAndALargePieceIsTestedAlone() {
    // Label 0 in 30 piles far apart; label 1 in one of 250 and one of 50.
    DenseMatrix points = Points.normal(CELLS, 5, 4);
    int[] labels = new int[CELLS];
    Arrays.setAll(labels, cell -> cell < 300 ? 0 : 1);
    for (int cell = 0; cell < CELLS; cell++) {
      int pile = cell < 300 ? cell % 30 : cell < 550 ? 40 : 41;
      points.values()[cell * 5] += 1000 * pile;
    }
    // Few neighbours, so that piles do not join.
    WeightedGraph graph = WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, 9)));
    Groups batches = codes(3, 5);
    LabelKbet metrics = SCIB_METRICS.of(graph, batches, Groups.of(labels));
    LabelKbet scib = RandomWalkKbet.of(graph, batches, Groups.of(labels));
    assertThat(metrics.labels().get(0)).isEqualTo(Measurement.of(0));
    assertThat(scib.labels().get(0)).isEqualTo(Measurement.of(0));
    assertThat(metrics.labels().get(1).value().orElseThrow()).isGreaterThan(0.8);
    // scib counts the 50 cells outside as failures.
    assertThat(scib.labels().get(1).value().orElseThrow()).isBetween(0.6, 250 / 300.0);
  }

  @Test
  void asPublishedASmallLabelLowersTheDimensionsOfThoseAfterIt() {
    int[] labels = new int[CELLS];
    Arrays.setAll(labels, cell -> cell < 12 ? 0 : 1);
    Groups batches = codes(2, 6);
    Groups early = Groups.of(labels);
    WeightedGraph graph = graph(points(early, batches, 0.8));
    DiffusionMapKbet published = new DiffusionMapKbet(100, true);
    DiffusionMapKbet few = new DiffusionMapKbet(11, false);
    Measurement large = SCIB_METRICS.of(graph, batches, early).labels().get(1);
    Measurement lowered = published.of(graph, batches, early).labels().get(1);
    assertThat(lowered).isNotEqualTo(large);
    assertThat(lowered).isEqualTo(few.of(graph, batches, early).labels().get(1));
    Groups late = Groups.of(Arrays.stream(labels).map(label -> 1 - label).toArray());
    assertThat(published.of(graph, batches, late).labels().get(0)).isEqualTo(large);
  }

  @Test
  void withoutALabelThatCountsThereIsAStatus() {
    Measurement few = Measurement.none(Status.TOO_FEW_CELLS);
    Measurement single = Measurement.none(Status.SINGLE_BATCH);
    assertThat(new LabelKbet(List.of(few, single)).mean()).isEqualTo(single);
    assertThat(new LabelKbet(List.of(few)).mean()).isEqualTo(few);
    assertThat(new LabelKbet(List.of()).mean()).isEqualTo(few);
  }

  @Test
  void lengthsThatDifferAreRefused() {
    WeightedGraph graph = graph(Points.normal(60, 2, 1));
    assertThatThrownBy(() -> SCIB_METRICS.of(graph, codes(2, 1), codes(2, 1)))
        .hasMessageContaining("60 cells, batches of 600");
  }

  /**
   * Ten batches in turn, ten neighbours: a lonely cell expects one of each batch and has one of
   * one, a statistic of 9 on 9 degrees, which passes. Pieces of 280 and 20 cells of one label.
   */
  @Test
  void cellsOutsideOfLargePiecesAreTestedAloneInScib() {
    DenseMatrix points = Points.normal(300, 5, 4);
    for (int cell = 280; cell < 300; cell++) {
      points.values()[cell * 5] += 1000;
    }
    int[] batches = new int[300];
    Arrays.setAll(batches, cell -> cell % 10);
    WeightedGraph all = WeightedGraph.of(FuzzyGraph.of(new NearestNeighbors().among(points, 9)));
    int[] large = new int[280];
    Arrays.setAll(large, cell -> cell);
    double alone =
        value(
            RandomWalkKbet.of(
                all.within(large),
                Groups.of(Arrays.copyOf(batches, 280)),
                Groups.of(new int[280])));
    double together = value(RandomWalkKbet.of(all, Groups.of(batches), Groups.of(new int[300])));
    assertThat(alone).isBetween(0.5, 1.0);
    assertThat(together).isEqualTo((alone * 280 + 20) / 300, Offset.offset(1e-12));
  }
}
