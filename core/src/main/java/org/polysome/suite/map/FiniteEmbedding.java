package org.polysome.suite.map;

import java.util.function.IntUnaryOperator;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.matrix.DenseMatrix;

/** Reads embeddings, refusing what cannot be measured. */
public final class FiniteEmbedding {

  private FiniteEmbedding() {}

  /** An embedding of a file by its {@code obsm} key. */
  public static DenseMatrix of(AnnDataFile file, String key) {
    return check(file, key, file.embedding(key));
  }

  /**
   * Some cells of an embedding of a file.
   *
   * @param rows places of the cells
   * @throws DataException if a number of theirs is NaN or infinite, naming the cell
   */
  public static DenseMatrix of(AnnDataFile file, String key, int[] rows) {
    return check(file, key, file.embedding(key, rows), place -> rows[place]);
  }

  /**
   * The embedding itself.
   *
   * @throws DataException if a number is NaN or infinite, naming the cell
   */
  public static DenseMatrix check(AnnDataFile file, String name, DenseMatrix embedding) {
    return check(file, name, embedding, place -> place);
  }

  private static DenseMatrix check(
      AnnDataFile file, String name, DenseMatrix embedding, IntUnaryOperator cell) {
    for (int i = 0; i < embedding.values().length; i++) {
      if (!Double.isFinite(embedding.values()[i])) {
        throw new DataException(
            "embedding '%s' of %s holds %s in cell '%s', dimension %d; it must be finite to be judged"
                .formatted(
                    name,
                    file.path(),
                    embedding.values()[i],
                    file.obs().index().get(cell.applyAsInt(i / embedding.columns())),
                    i % embedding.columns()));
      }
    }
    return embedding;
  }
}
