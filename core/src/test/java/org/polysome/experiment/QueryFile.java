package org.polysome.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.genes.Vocabulary;
import org.polysome.matrix.CsrMatrix;
import org.polysome.simulate.SimulationSpec;
import org.polysome.tokenizer.Cell;
import org.polysome.train.TinyCorpus;

/**
 * Simulated cells whose genes are not quite those of a corpus: in another order, one that the
 * corpus has is missing, and the first is one that it does not have.
 *
 * @param path the h5ad
 * @param genes names of the columns
 * @param counts (cells, columns)
 */
record QueryFile(Path path, List<String> genes, double[][] counts) {

  static final int GENES = 60;
  static final int CELLS = 20;

  /** Writes a corpus to train on, and beside it the file of its cells. Half of the counts are 0. */
  static Path corpus(Path folder, int cells) {
    return TinyCorpus.write(folder, new SimulationSpec(cells, GENES, 3, 4, 0, 0.3, 50, 1));
  }

  /** Writes some of the corpus's cells, otherwise measured. */
  static QueryFile write(Path folder) {
    Path path = folder.resolve("query.h5ad");
    try (AnnDataFile all = AnnDataFiles.open(folder.resolve("cells.h5ad"))) {
      List<String> names = all.var(AnnDataFile.X).index();
      List<String> genes = new ArrayList<>(List.of("ENSG00099999999"));
      genes.addAll(names.subList(1, GENES).reversed());
      int[] columns = IntStream.range(1, GENES).map(i -> GENES - i).toArray();
      int trained = all.obs().rows();
      int[] rows = IntStream.range(0, CELLS).map(i -> i * trained / CELLS).toArray();
      double[] dense = all.matrix(AnnDataFile.X).rows(0, trained).dense(rows, columns).values();
      double[][] counts = new double[CELLS][GENES];
      for (int row = 0; row < CELLS; row++) {
        counts[row][0] = 7;
        System.arraycopy(dense, row * columns.length, counts[row], 1, columns.length);
      }
      Frame var = new Frame("_index", genes, Map.of());
      try (H5adWriter writer = H5adWriter.create(path, all.obs().take(rows), var, false)) {
        writer.matrix(AnnDataFile.X).append(matrix(counts));
        writer.finish();
      }
      return new QueryFile(path, genes, counts);
    }
  }

  private static CsrMatrix matrix(double[][] counts) {
    int[] indptr = new int[counts.length + 1];
    List<Integer> indices = new ArrayList<>();
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts[row].length; column++) {
        if (counts[row][column] > 0) {
          indices.add(column);
        }
      }
      indptr[row + 1] = indices.size();
    }
    float[] values = new float[indices.size()];
    for (int row = 0; row < counts.length; row++) {
      for (int i = indptr[row]; i < indptr[row + 1]; i++) {
        values[i] = (float) counts[row][indices.get(i)];
      }
    }
    int[] columns = indices.stream().mapToInt(Integer::intValue).toArray();
    return new CsrMatrix(counts.length, counts[0].length, indptr, columns, values);
  }

  /** The id of each column's gene; -1 where the vocabulary has none. */
  int[] ids(Vocabulary vocabulary) {
    return genes.stream().mapToInt(gene -> vocabulary.id(gene).orElse(-1)).toArray();
  }

  /** Which genes of a vocabulary were measured. */
  BitSet measured(Vocabulary vocabulary) {
    BitSet measured = new BitSet();
    IntStream.of(ids(vocabulary)).filter(id -> id >= 0).forEach(measured::set);
    return measured;
  }

  /** A cell over a vocabulary, as dense counts. */
  double[] dense(int row, Vocabulary vocabulary) {
    int[] ids = ids(vocabulary);
    double[] dense = new double[vocabulary.size()];
    for (int column = 0; column < ids.length; column++) {
      if (ids[column] >= 0) {
        dense[ids[column]] = counts[row][column];
      }
    }
    return dense;
  }

  /** The cells over a vocabulary. */
  List<Cell> cells(Vocabulary vocabulary) {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < counts.length; row++) {
      double[] dense = dense(row, vocabulary);
      int[] seen = IntStream.range(0, dense.length).filter(id -> dense[id] > 0).toArray();
      float[] values = new float[seen.length];
      for (int i = 0; i < seen.length; i++) {
        values[i] = (float) dense[seen[i]];
      }
      cells.add(new Cell(seen, values, 0));
    }
    return cells;
  }
}
