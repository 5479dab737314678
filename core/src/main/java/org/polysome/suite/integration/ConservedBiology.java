package org.polysome.suite.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.conservation.CellCycleConservation;
import org.polysome.metric.conservation.CellRows;
import org.polysome.suite.Expression;

/**
 * What of an input's biology could be kept, worked out once before its embeddings are judged.
 *
 * @param pseudotime of the cells, where it is asked for
 * @param cycle what the cell cycle explains of the expression, where it is asked for; no value
 *     without expression
 * @param variable the genes that vary, where they are asked for; none without expression
 * @param seed of whatever is random
 */
record ConservedBiology(
    Optional<Pseudotime> pseudotime,
    Optional<Optional<CellCycleConservation.Before>> cycle,
    Optional<Optional<VaryingGenes>> variable,
    long seed) {

  private static final Measurement NONE = Measurement.none(Status.NOT_AVAILABLE);

  /**
   * Of the cells that integration is judged on.
   *
   * @throws org.polysome.fault.DataException if the pseudotime is no column of numbers, or no gene
   *     of a phase of the cell cycle is among the genes
   */
  static ConservedBiology of(MixedCells cells, Conservation asked) {
    Optional<Expression> expression =
        asked.cycle().isPresent() || asked.variableGenes()
            ? cells.input().expression()
            : Optional.empty();
    return new ConservedBiology(
        asked.pseudotime().map(column -> Pseudotime.of(cells, column)),
        asked
            .cycle()
            .map(genes -> expression.map(values -> CycleColumns.before(cells, genes, values))),
        asked.variableGenes()
            ? Optional.of(expression.map(values -> VaryingGenes.of(cells, values)))
            : Optional.empty(),
        cells.input().settings().seed());
  }

  /** What the scIB paper's mean over biology holds as well: trajectory and cell cycle. */
  List<Scored> averaged(EmbeddedCells cells) {
    List<Scored> scores = new ArrayList<>();
    pseudotime.ifPresent(
        times -> scores.add(Scored.bio(IntegrationMetrics.TRAJECTORY, times.kept(cells, seed))));
    cycle.ifPresent(
        before ->
            scores.add(
                Scored.bio(
                    IntegrationMetrics.CELL_CYCLE,
                    before.map(known -> known.kept(CellRows.of(cells.points()))).orElse(NONE))));
    return scores;
  }

  /** Whether variable genes are asked for, and an embedding is corrected expression. */
  boolean isExpression(EmbeddedCells cells) {
    return variable.stream()
        .flatMap(Optional::stream)
        .anyMatch(genes -> genes.isExpression(cells.points()));
  }

  /** What no mean holds, since it is not of every embedding. */
  List<Scored> others(EmbeddedCells cells) {
    return variable.stream()
        .flatMap(
            genes ->
                Stream.of(
                    Scored.bio(
                        IntegrationMetrics.HVG_OVERLAP,
                        genes.map(known -> known.overlap(cells)).orElse(NONE)),
                    Scored.bio(
                        IntegrationMetrics.MORANS_I,
                        genes.map(known -> known.moransI(cells)).orElse(NONE))))
        .toList();
  }
}
