package org.polysome.suite.integration;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.conservation.MoransI;
import org.polysome.metric.conservation.VariableGeneOverlap;
import org.polysome.prepare.CellRangerDispersions;
import org.polysome.suite.Expression;

/**
 * The genes that vary before batches are mixed.
 *
 * @param genes how many genes there are
 * @param ofBatches those of each batch of at least two cells
 * @param chosen those of all batches together, ascending
 * @param values their expression (chosen, cells)
 */
record VaryingGenes(int genes, List<int[]> ofBatches, int[] chosen, DenseMatrix values) {

  /** scib's number of genes for Moran's I. */
  private static final int MORAN = 100;

  /** Of log-normalised expression. */
  static VaryingGenes of(MixedCells cells, Expression expression) {
    List<CellRangerDispersions> dispersions =
        members(cells.batches()).stream()
            .map(batch -> IntStream.of(batch).map(cell -> cells.places()[cell]).toArray())
            .map(rows -> CellRangerDispersions.of(expression.values(), rows))
            .toList();
    int[] chosen =
        dispersions.isEmpty() ? new int[0] : CellRangerDispersions.ofBatches(dispersions, MORAN);
    return new VaryingGenes(
        expression.genes().size(),
        dispersions.stream().map(VaryingGenes::wanted).toList(),
        chosen,
        expression.values().dense(cells.places(), chosen).transposed());
  }

  private static int[] wanted(CellRangerDispersions batch) {
    return batch.select(VariableGeneOverlap.wanted(batch.expressed().cardinality()));
  }

  private static List<int[]> members(Groups batches) {
    return IntStream.range(0, batches.sizes().length)
        .mapToObj(batches::members)
        .filter(cells -> cells.length > 1)
        .toList();
  }

  /** Whether an embedding is corrected expression: it has a number for each gene. */
  boolean isExpression(DenseMatrix points) {
    return points.columns() == genes;
  }

  /**
   * How many of the genes that vary in a batch still do.
   *
   * @return {@link Status#NOT_AVAILABLE} for an embedding that is no corrected expression
   */
  Measurement overlap(EmbeddedCells cells) {
    if (!isExpression(cells.points())) {
      return Measurement.none(Status.NOT_AVAILABLE);
    }
    List<int[]> batches = members(cells.batches());
    List<int[]> after =
        IntStream.range(0, batches.size())
            .mapToObj(
                batch ->
                    CellRangerDispersions.of(cells.points().select(batches.get(batch)))
                        .select(ofBatches.get(batch).length))
            .toList();
    return VariableGeneOverlap.of(ofBatches, after);
  }

  /** How alike neighbours in the embedding express them, corrected where it is expression. */
  Measurement moransI(EmbeddedCells cells) {
    DenseMatrix judged =
        isExpression(cells.points()) ? cells.points().transposed().select(chosen) : values;
    return chosen.length == 0
        ? Measurement.none(Status.CONSTANT)
        : MoransI.mean(cells.graph(ScibProtocol.NEIGHBORS), judged);
  }
}
