package org.polysome.corpus;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.prepare.CellFilter;

/** Counts what becomes of the cells of a source. Not thread-safe. */
final class SourceTally {

  private final Map<CellFilter.Verdict, Integer> verdicts = new EnumMap<>(CellFilter.Verdict.class);
  private int notSelected;
  private int rareLabel;
  private int empty;
  private int notDrawn;
  private int kept;
  private double counts;
  private long genes;

  /** A tally as it is stored, but for the cells that were not read. */
  record State(
      Map<CellFilter.Verdict, Integer> verdicts,
      int empty,
      int notDrawn,
      int kept,
      double counts,
      long genes) {}

  /** The tally as it is. */
  State state() {
    return new State(Map.copyOf(verdicts), empty, notDrawn, kept, counts, genes);
  }

  /** A tally as it was. */
  static SourceTally of(State state) {
    SourceTally tally = new SourceTally();
    tally.verdicts.putAll(state.verdicts());
    tally.empty = state.empty();
    tally.notDrawn = state.notDrawn();
    tally.kept = state.kept();
    tally.counts = state.counts();
    tally.genes = state.genes();
    return tally;
  }

  void notSelected() {
    notSelected++;
  }

  void rareLabel() {
    rareLabel++;
  }

  void leftOut(CellFilter.Verdict verdict) {
    verdicts.merge(verdict, 1, Integer::sum);
  }

  void empty() {
    empty++;
  }

  void notDrawn() {
    notDrawn++;
  }

  void kept(double cellCounts, int cellGenes) {
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
    int cells =
        notSelected
            + rareLabel
            + empty
            + notDrawn
            + kept
            + verdicts.values().stream().mapToInt(Integer::intValue).sum();
    return new CellReport(
        cells,
        notSelected,
        Optional.of(rareLabel),
        count(CellFilter.Verdict.FEW_COUNTS),
        count(CellFilter.Verdict.MANY_COUNTS),
        count(CellFilter.Verdict.FEW_GENES),
        count(CellFilter.Verdict.MANY_GENES),
        count(CellFilter.Verdict.MITOCHONDRIAL),
        Optional.of(count(CellFilter.Verdict.RIBOSOMAL)),
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
