package org.polysome.suite.integration;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.graph.neighbor.ApproximateNeighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Groups;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.silhouette.BatchSilhouette;
import org.polysome.metric.silhouette.Distance;
import org.polysome.metric.silhouette.PairDistances;
import org.polysome.metric.silhouette.PairPass;
import org.polysome.suite.Contender;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.SuiteTools;
import org.polysome.suite.map.Grouping;

/**
 * The cells of an input that integration is judged on: those with a batch.
 *
 * @param input the input
 * @param places of the cells among the judged ones
 * @param approximate whether neighbours come from an index that may miss some
 */
record MixedCells(JudgedInput input, int[] places, boolean approximate) {

  /** Leaves out, and notes, the cells without a batch. */
  static MixedCells of(JudgedInput input, boolean approximate) {
    return new MixedCells(input, input.placesWithBatch(), approximate);
  }

  /** The batches of the cells. */
  Groups batches() {
    Grouping batches = input.cells().batches().orElseThrow();
    return Groups.of(IntStream.of(places).map(cell -> batches.codes()[cell]).toArray());
  }

  /** Expression before integration, where the file holds some. */
  Optional<RowOperator> before() {
    return input.expression().map(expression -> RowOperator.of(expression.values(), places));
  }

  /** The cells in an embedding, whatever has to be fitted being fitted on all judged cells. */
  EmbeddedCells embed(Contender contender, Optional<RowOperator> before, SuiteTools tools) {
    DenseMatrix points = contender.embed(input.cells().all()).select(places);
    int[] labels = contender.labelsOf(input.cells().labels().codes(), places);
    var cells = new LabelledPoints(points, labels, 1 + IntStream.of(labels).max().orElse(0));
    Groups batches = batches();
    PairPass pass = approximate ? approximately(cells, contender) : exactly(cells);
    return new EmbeddedCells(
        points,
        Groups.of(labels),
        batches,
        pass.sums(),
        BatchSilhouette.asw(PairDistances.forCells(places.length))
            .score(cells, batches.codes())
            .score(),
        pass.neighbors(),
        before);
  }

  private static PairPass exactly(LabelledPoints cells) {
    return PairPass.of(cells, EmbeddedCells.NEIGHBORS);
  }

  private PairPass approximately(LabelledPoints cells, Contender contender) {
    int count = cells.labels().length;
    var found =
        ApproximateNeighbors.among(
            cells.points(), EmbeddedCells.NEIGHBORS, input.settings().seed());
    input.note(
        String.format(
            Locale.ROOT,
            "%s: the index found %.1f %% of the true neighbours of %,d cells",
            contender.name(),
            100 * found.recall(),
            found.measured()));
    return new PairPass(
        PairDistances.forCells(count).toGroups(cells, Distance.EUCLIDEAN), found.neighbors());
  }
}
