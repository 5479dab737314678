package org.polysome.train;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.graph.spectral.RowStream;
import org.polysome.model.TrainingCells;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.CellValues;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Tokenizer;

/** The training cells of a corpus, read from their mapped arrays whenever they are asked for. */
final class CorpusCells implements TrainingCells {

  private final Corpora corpora;
  private final int[] rows;
  private final Tokenizer tokenizer;
  private final Progress progress;

  /**
   * Some cells of a corpora.
   *
   * @param rows which of its cells
   * @param tokenizer whose whole cells they are
   * @param progress hears the wish to stop
   */
  CorpusCells(Corpora corpora, int[] rows, Tokenizer tokenizer, Progress progress) {
    this.corpora = corpora;
    this.rows = rows;
    this.tokenizer = tokenizer;
    this.progress = progress;
  }

  @Override
  public int[] variableGenes(GeneSelection.HighlyVariable how) {
    BitSet shown = new BitSet();
    known().forEach(shown::or);
    return SelectedGenes.variable(corpora, rows, how, shown);
  }

  @Override
  public RowStream values() {
    return new Values(known());
  }

  /** The genes that the tokenizer shows of each source. */
  private List<BitSet> known() {
    MeasuredGenes shown = tokenizer.measured();
    return IntStream.range(0, shown.sources()).mapToObj(shown::row).toList();
  }

  private final class Values implements RowStream {

    private final List<BitSet> known;

    Values(List<BitSet> known) {
      this.known = known;
    }

    @Override
    public int rows() {
      return rows.length;
    }

    @Override
    public int columns() {
      return corpora.vocabulary().size();
    }

    @Override
    public List<BitSet> known() {
      return known;
    }

    @Override
    public void read(int from, int until, Reader reader) {
      CellBuffer cell = new CellBuffer();
      CellValues values = tokenizer.values();
      int[] genes = new int[0];
      float[] numbers = new float[0];
      for (int i = from; i < until; i++) {
        progress.cancellation().check();
        corpora.read(rows[i], cell);
        values.begin(cell);
        if (genes.length < cell.size()) {
          genes = new int[2 * cell.size()];
          numbers = new float[2 * cell.size()];
        }
        int size = 0;
        BitSet shown = known.get(cell.source());
        for (int place = 0; place < cell.size(); place++) {
          if (shown.get(cell.genes()[place])) {
            genes[size] = cell.genes()[place];
            numbers[size++] = values.at(place);
          }
        }
        reader.row(cell.source(), genes, numbers, size);
      }
    }
  }
}
