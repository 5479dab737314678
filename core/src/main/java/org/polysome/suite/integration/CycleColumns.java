package org.polysome.suite.integration;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.fault.DataException;
import org.polysome.metric.conservation.CellCycleConservation;
import org.polysome.metric.conservation.CellRows;
import org.polysome.metric.regression.PrincipalRegression;
import org.polysome.suite.Expression;

/** Where the genes of the cell cycle are among the genes of a file. */
final class CycleColumns {

  private CycleColumns() {}

  /**
   * What the cell cycle explains of the expression of the cells, in each batch.
   *
   * @throws DataException if no gene of a phase is among the genes
   */
  static CellCycleConservation.Before before(
      MixedCells cells, Conservation.CycleGenes genes, Expression expression) {
    int[] synthesis = columns(cells, "S", genes.synthesis());
    int[] division = columns(cells, "G2/M", genes.division());
    cells
        .input()
        .note(
            "cell cycle: %d of %d genes of S and %d of %d of G2/M are in the file"
                .formatted(
                    synthesis.length,
                    genes.synthesis().size(),
                    division.length,
                    genes.division().size()));
    return new CellCycleConservation(synthesis, division, PrincipalRegression.scib(0))
        .before(CellRows.of(expression.values(), cells.places()), cells.batches());
  }

  /** The columns of some genes, by whichever names of the file's genes match most. */
  private static int[] columns(MixedCells cells, String phase, List<String> wanted) {
    Set<String> names = new HashSet<>(wanted);
    int[] found =
        cells.input().genes().texts().values().stream()
            .map(column -> matches(column, names))
            .max(Comparator.comparingInt(columns -> columns.length))
            .orElse(new int[0]);
    if (found.length == 0) {
      throw new DataException(
          "%s has none of the %d genes of %s, such as '%s'; its genes are named otherwise, such as '%s'"
              .formatted(
                  cells.input().name(),
                  wanted.size(),
                  phase,
                  wanted.getFirst(),
                  cells.input().genes().index().getFirst()));
    }
    return found;
  }

  private static int[] matches(List<String> column, Set<String> names) {
    return IntStream.range(0, column.size()).filter(i -> names.contains(column.get(i))).toArray();
  }
}
