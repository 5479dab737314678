package org.polysome.prepare;

import java.util.BitSet;
import java.util.Optional;
import org.polysome.anndata.Frame;
import org.polysome.matrix.CsrMatrix;

/**
 * A filter at work on the cells of one table of genes. Genes are looked for by name only where the
 * filter limits their share.
 */
public final class CellJudge {

  private final CellFilter filter;
  private final BitSet mitochondrial;
  private final BitSet ribosomal;

  /**
   * Of cells.
   *
   * @param var their genes
   */
  public CellJudge(CellFilter filter, Frame var) {
    this.filter = filter;
    this.mitochondrial =
        filter.maxMitochondrial().isPresent() ? MitochondrialGenes.of(var) : new BitSet();
    this.ribosomal = filter.maxRibosomal().isPresent() ? RibosomalGenes.of(var) : new BitSet();
  }

  /** Why a limit cannot be told, if no gene is called as it would have to be. */
  public Optional<String> obstacle() {
    if (filter.maxMitochondrial().isPresent() && mitochondrial.isEmpty()) {
      return Optional.of("no gene is named MT- or mt-, so a mitochondrial share cannot be told");
    }
    return filter.maxRibosomal().isPresent() && ribosomal.isEmpty()
        ? Optional.of("no gene is named RPS, RPL, Rps or Rpl, so a ribosomal share cannot be told")
        : Optional.empty();
  }

  /** What becomes of a cell. */
  public CellFilter.Verdict judge(CsrMatrix block, int row) {
    double counts = 0;
    double onMitochondrial = 0;
    double onRibosomal = 0;
    for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
      float count = block.values()[i];
      counts += count;
      onMitochondrial += mitochondrial.get(block.indices()[i]) ? count : 0;
      onRibosomal += ribosomal.get(block.indices()[i]) ? count : 0;
    }
    int genes = block.indptr()[row + 1] - block.indptr()[row];
    return filter.judge(counts, genes, onMitochondrial, onRibosomal);
  }
}
