package org.polysome.model;

import org.polysome.graph.spectral.RowStream;
import org.polysome.tokenizer.GeneSelection;

/** The cells that a {@link FittedModel} is fitted to, read as often as it asks. */
public interface TrainingCells {

  /**
   * Their normalised values over the vocabulary, as {@link WholeCells} holds them; a gene is not
   * known that a cell's source did not measure or the tokenizer does not select.
   */
  RowStream values();

  /**
   * The most variable of their genes.
   *
   * @param how how many, and by which rule
   * @return gene ids, ascending; fewer than asked for where fewer were seen
   */
  int[] variableGenes(GeneSelection.HighlyVariable how);
}
