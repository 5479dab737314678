package org.polysome.metric.silhouette;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Status;

/**
 * The average silhouette width of labels (ASW): the mean over cells, moved from [-1, 1] to [0, 1].
 * The definition of scib 1.2 ({@code silhouette}) and scib-metrics 0.6 ({@code silhouette_label}).
 *
 * @param silhouette whose mean it is
 */
public record LabelSilhouette(Silhouette silhouette) {

  /**
   * Over all cells.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public CellScores score(LabelledPoints cells) {
    return Silhouette.obstacle(cells.labels())
        .map(CellScores::none)
        .orElseGet(() -> CellScores.scaled(silhouette.samples(cells)));
  }

  /**
   * The same where the sums of distances to labels are known already.
   *
   * @param labels the label of each cell, from 0
   */
  public CellScores score(DistanceSums sums, int[] labels) {
    return Silhouette.obstacle(labels)
        .map(CellScores::none)
        .orElseGet(() -> CellScores.scaled(silhouette.samples(sums, labels)));
  }

  /**
   * Within batches (TxFM): both distances of a cell are to cells of its own batch. Cells of a batch
   * in which there is no silhouette, because it has one label or as many labels as cells, are left
   * out.
   *
   * @param batches the batch of each cell, from 0
   * @return samples of the cells that are left, in their order
   * @throws IllegalArgumentException if a coordinate is not finite, or the lengths differ
   */
  public CellScores withinBatch(LabelledPoints cells, int[] batches) {
    var grouped = new Grouped(cells.points(), batches, cells.labels(), cells.classes());
    double[] samples = new double[batches.length];
    boolean[] counted = new boolean[batches.length];
    Status missing = Status.SINGLE_LABEL;
    for (int batch = 0; batch < grouped.outerCount(); batch++) {
      int[] members = grouped.members(batch);
      LabelledPoints part = grouped.part(members);
      Optional<Status> obstacle = Silhouette.obstacle(part.labels());
      if (obstacle.isEmpty()) {
        double[] values = silhouette.samples(part);
        for (int i = 0; i < members.length; i++) {
          samples[members[i]] = values[i];
          counted[members[i]] = true;
        }
      } else if (members.length > 0 && obstacle.get() == Status.TOO_FEW_CELLS) {
        missing = Status.TOO_FEW_CELLS;
      }
    }
    int[] places = IntStream.range(0, counted.length).filter(cell -> counted[cell]).toArray();
    return places.length == 0
        ? CellScores.none(missing)
        : CellScores.scaled(Arrays.stream(places).mapToDouble(cell -> samples[cell]).toArray());
  }
}
