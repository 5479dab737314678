package org.polysome.metric.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;
import org.polysome.metric.regression.Numbers;
import org.polysome.metric.regression.PrincipalRegression;

/**
 * Whether the cell cycle explains as much of an embedding as it did of the expression, inside each
 * batch (scib 1.2, Luecken et al., 2022): the mean over batches of {@link
 * PrincipalRegression#kept}, for the scores of both phases of a cell together.
 *
 * @param synthesis columns of the genes of phase S
 * @param division columns of the genes of phases G2 and M
 * @param regression over how many components; scib takes 50
 */
public record CellCycleConservation(
    int[] synthesis, int[] division, PrincipalRegression regression) {

  /**
   * Compares cells before and after.
   *
   * @param before expression (cells, genes), logarithms of normalised counts
   * @param after what is judged (cells, dimensions)
   * @param batches of the cells
   * @return {@link Status#NOT_AVAILABLE} where the genes cannot be scored; where no batch has a
   *     value, the reason of the first
   * @throws IllegalArgumentException if the numbers of cells differ
   */
  public Measurement of(CellRows before, CellRows after, Groups batches) {
    return before(before, batches).kept(after);
  }

  /**
   * What the cell cycle explains before, to compare several embeddings with. Controls of the scores
   * are drawn with the seed of the regression, as many in a bin as the shorter list has genes.
   *
   * @param before expression (cells, genes), logarithms of normalised counts
   * @param batches of the cells
   * @throws IllegalArgumentException if the numbers of cells differ
   */
  public Before before(CellRows before, Groups batches) {
    if (before.cells() != batches.cells()) {
      throw new IllegalArgumentException(
          "%d cells before, %d with a batch".formatted(before.cells(), batches.cells()));
    }
    List<InBatch> parts = new ArrayList<>();
    for (int batch = 0; batch < batches.sizes().length; batch++) {
      if (batches.sizes()[batch] > 0) {
        int[] cells = batches.members(batch);
        RowOperator rows = before.select(cells);
        Optional<Numbers> phases = phases(rows);
        Measurement explained =
            phases
                .map(numbers -> regression.explained(rows, numbers))
                .orElse(Measurement.none(Status.NOT_AVAILABLE));
        parts.add(new InBatch(cells, phases, explained));
      }
    }
    return new Before(regression, before.cells(), parts);
  }

  /** The scores of both phases, for cells of one batch. */
  private Optional<Numbers> phases(RowOperator rows) {
    var score = new GeneScore(Math.min(synthesis.length, division.length), regression.seed());
    return score
        .of(rows, synthesis)
        .flatMap(first -> score.of(rows, division).map(second -> of(first, second)));
  }

  private static Numbers of(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return new Numbers(new DenseMatrix(2, first.length, both));
  }

  /**
   * One batch before.
   *
   * @param cells which they are
   * @param phases their scores, where their genes can be scored
   * @param explained how much of their expression these explain
   */
  record InBatch(int[] cells, Optional<Numbers> phases, Measurement explained) {

    Measurement kept(CellRows after, PrincipalRegression regression) {
      if (cells.length < 2) {
        return Measurement.none(Status.TOO_FEW_CELLS);
      }
      return phases
          .map(
              numbers ->
                  PrincipalRegression.kept(
                      explained, regression.explained(after.select(cells), numbers)))
          .orElse(explained);
    }
  }

  /**
   * What the cell cycle explained before batches were mixed.
   *
   * @param regression by which
   * @param cells how many
   * @param batches what it explained in each
   */
  public record Before(PrincipalRegression regression, int cells, List<InBatch> batches) {

    /** Copies the batches. */
    public Before {
      batches = List.copyOf(batches);
    }

    /**
     * How much of it is still explained.
     *
     * @param after what is judged (cells, dimensions)
     * @throws IllegalArgumentException if it is of another number of cells
     */
    public Measurement kept(CellRows after) {
      if (after.cells() != cells) {
        throw new IllegalArgumentException(
            "%d cells before, %d after".formatted(cells, after.cells()));
      }
      return Means.ofPresent(batches.stream().map(batch -> batch.kept(after, regression)).toList());
    }
  }
}
