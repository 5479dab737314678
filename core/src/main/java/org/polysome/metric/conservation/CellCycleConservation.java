package org.polysome.metric.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polysome.graph.RowOperator;
import org.polysome.matrix.DenseMatrix;
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
   * Compares cells before and after. Controls of the scores are drawn with the seed of the
   * regression, as many in a bin as the shorter list has genes.
   *
   * @param before expression (cells, genes), logarithms of normalised counts
   * @param after what is judged (cells, dimensions)
   * @param batches of the cells
   * @return {@link Status#NOT_AVAILABLE} where the genes cannot be scored; where no batch has a
   *     value, the reason of the first
   * @throws IllegalArgumentException if the numbers of cells differ
   */
  public Measurement of(CellRows before, CellRows after, Groups batches) {
    if (before.cells() != after.cells() || before.cells() != batches.cells()) {
      throw new IllegalArgumentException(
          "%d cells before, %d after, %d with a batch"
              .formatted(before.cells(), after.cells(), batches.cells()));
    }
    List<Measurement> scores = new ArrayList<>();
    for (int batch = 0; batch < batches.sizes().length; batch++) {
      if (batches.sizes()[batch] > 0) {
        int[] cells = batches.members(batch);
        scores.add(inBatch(before.select(cells), after.select(cells)));
      }
    }
    return Means.ofPresent(scores);
  }

  private Measurement inBatch(RowOperator before, RowOperator after) {
    if (before.rows() < 2) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    var score = new GeneScore(Math.min(synthesis.length, division.length), regression.seed());
    Optional<double[]> first = score.of(before, synthesis);
    Optional<double[]> second = score.of(before, division);
    if (first.isEmpty() || second.isEmpty()) {
      return Measurement.none(Status.NOT_AVAILABLE);
    }
    int cells = before.rows();
    double[] both = Arrays.copyOf(first.get(), 2 * cells);
    System.arraycopy(second.get(), 0, both, cells, cells);
    var phases = new Numbers(new DenseMatrix(2, cells, both));
    return PrincipalRegression.kept(
        regression.explained(before, phases), regression.explained(after, phases));
  }
}
