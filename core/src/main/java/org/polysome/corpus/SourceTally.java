package org.polysome.corpus;

import java.util.EnumMap;
import java.util.Map;
import org.polysome.prepare.CellFilter;

/** Counts what becomes of the cells of a source. Not thread-safe. */
final class SourceTally {

  private final Map<CellFilter.Verdict, Integer> verdicts = new EnumMap<>(CellFilter.Verdict.class);
  private int cells;
  private int notSelected;
  private int empty;
  private int notDrawn;
  private int kept;
  private double counts;
  private long genes;

  void notSelected() {
    cells++;
    notSelected++;
  }

  void leftOut(CellFilter.Verdict verdict) {
    cells++;
    verdicts.merge(verdict, 1, Integer::sum);
  }

  void empty() {
    cells++;
    empty++;
  }

  void notDrawn() {
    cells++;
    notDrawn++;
  }

  void kept(double cellCounts, int cellGenes) {
    cells++;
    kept++;
    counts += cellCounts;
    genes += cellGenes;
  }

  int keptCells() {
    return kept;
  }

  double keptCounts() {
    return counts;
  }

  CellReport report() {
    return new CellReport(
        cells,
        notSelected,
        count(CellFilter.Verdict.FEW_COUNTS),
        count(CellFilter.Verdict.MANY_COUNTS),
        count(CellFilter.Verdict.FEW_GENES),
        count(CellFilter.Verdict.MANY_GENES),
        count(CellFilter.Verdict.MITOCHONDRIAL),
        empty,
        notDrawn,
        kept,
        kept == 0 ? 0 : counts / kept,
        kept == 0 ? 0 : (double) genes / kept);
  }

  private int count(CellFilter.Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }
}
