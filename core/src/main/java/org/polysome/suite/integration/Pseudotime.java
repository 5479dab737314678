package org.polysome.suite.integration;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.metric.Measurement;
import org.polysome.metric.conservation.TrajectoryConservation;

/**
 * How far the cells are on a trajectory before batches are mixed.
 *
 * @param known the cells that are on it, ascending
 * @param times of those cells, finite
 */
record Pseudotime(int[] known, double[] times) {

  /**
   * Reads a column of numbers; cells without one, and those that no path reaches (infinite), are
   * not on the trajectory, and counted in a note.
   *
   * @throws DataException if there is no such column, or it holds anything but numbers, or fewer
   *     than two
   */
  static Pseudotime of(MixedCells cells, String column) {
    var obs = cells.input().file().obs();
    Column values =
        obs.column(column)
            .orElseThrow(
                () ->
                    new DataException(
                        "‹pseudotime›: %s has no obs column '%s'; there are: %s"
                            .formatted(
                                cells.input().name(),
                                column,
                                String.join(", ", obs.columns().keySet()))));
    int[] rows =
        IntStream.of(cells.places()).map(place -> cells.input().cells().rows()[place]).toArray();
    double[] all = new double[rows.length];
    Arrays.setAll(all, cell -> number(cells, column, values, rows[cell]));
    int[] known =
        IntStream.range(0, all.length).filter(cell -> Double.isFinite(all[cell])).toArray();
    if (known.length < 2) {
      throw new DataException(
          "‹pseudotime›: obs column '%s' of %s has a number in %d of the judged cells; a trajectory needs at least two"
              .formatted(column, cells.input().name(), known.length));
    }
    if (known.length < all.length) {
      cells
          .input()
          .note(
              "%d of %d cells have no finite '%s' and are not on the trajectory"
                  .formatted(all.length - known.length, all.length, column));
    }
    return new Pseudotime(known, IntStream.of(known).mapToDouble(cell -> all[cell]).toArray());
  }

  private static double number(MixedCells cells, String column, Column values, int row) {
    try {
      return switch (values) {
        case Column.Decimals decimals -> decimals.values()[row];
        default -> values.text(row).map(Double::parseDouble).orElse(Double.NaN);
      };
    } catch (NumberFormatException e) {
      throw new DataException(
          "‹pseudotime›: obs column '%s' of %s says '%s' of cell '%s'; a pseudotime is a number"
              .formatted(
                  column,
                  cells.input().name(),
                  values.text(row).orElse(""),
                  cells.input().file().obs().index().get(row)),
          e);
    }
  }

  /** How well the diffusion pseudotime of an embedding agrees with it. */
  Measurement kept(EmbeddedCells cells, long seed) {
    return new TrajectoryConservation(times, cells.labels().select(known))
        .of(cells.graph(ScibProtocol.NEIGHBORS).within(known), seed);
  }
}
