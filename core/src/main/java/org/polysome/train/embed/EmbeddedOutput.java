package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.SelectedCells;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.anndata.hdf5.DenseWriter;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.Contents;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;

/**
 * An h5ad with an embedding or a layer, being written; it appears whole when finished, or never.
 */
interface EmbeddedOutput extends BlockSink, AutoCloseable {

  /** Puts the file in its place. */
  void finish();

  /** Deletes what was written unless it was finished. */
  @Override
  void close();

  /**
   * A copy of an h5ad with one more key, or a new h5ad for other cells: with the counts alone, or,
   * for some cells of a file, with all that is read of them.
   */
  static EmbeddedOutput begin(
      CountsMatrix counts, Path target, ArrayAddition.Addition addition, Progress progress) {
    AnnDataFile file = counts.file();
    if (file.addsToCopy()) {
      return copy(file.path(), target, addition);
    }
    return file instanceof SelectedCells
        ? selected(file, target, addition, progress)
        : fresh(counts, target, addition);
  }

  /** A new h5ad with all that is read of a file. */
  private static EmbeddedOutput selected(
      AnnDataFile file, Path target, ArrayAddition.Addition addition, Progress progress) {
    requireFree(file, addition);
    H5adWriter writer =
        H5adWriter.create(target, file.obs(), file.var(AnnDataFile.X), addition.force());
    boolean begun = false;
    try {
      new Contents(file, progress).write(writer, Set.of(addition.path()));
      DenseWriter array = writer.begin(addition);
      begun = true;
      return new Writing((block, vectors) -> array.append(vectors), writer::finish, writer::close);
    } finally {
      if (!begun) {
        writer.close();
      }
    }
  }

  private static void requireFree(AnnDataFile file, ArrayAddition.Addition addition) {
    boolean taken =
        file.matrices().stream().anyMatch(name -> addition.path().equals("layers/" + name))
            || file.embeddings().stream().anyMatch(key -> addition.path().equals("obsm/" + key));
    if (taken && !addition.force()) {
      throw addition.taken(file.path());
    }
  }

  /** A copy of an h5ad with one more key, everything else untouched. */
  static EmbeddedOutput copy(Path input, Path target, ArrayAddition.Addition addition) {
    ArrayAddition writer = ArrayAddition.begin(input, target, addition);
    return new Writing((counts, vectors) -> writer.append(vectors), writer::finish, writer::close);
  }

  /** A new h5ad with the counts, for cells that come in another format. */
  static EmbeddedOutput fresh(CountsMatrix counts, Path target, ArrayAddition.Addition addition) {
    H5adWriter writer =
        H5adWriter.create(target, counts.file().obs(), counts.var(), addition.force());
    boolean begun = false;
    try {
      MatrixWriter x = writer.matrix(AnnDataFile.X);
      DenseWriter embedding = writer.begin(addition);
      begun = true;
      return new Writing(
          (block, vectors) -> {
            x.append(block);
            embedding.append(vectors);
          },
          writer::finish,
          writer::close);
    } finally {
      if (!begun) {
        writer.close();
      }
    }
  }

  /** An output made of three actions. */
  record Writing(BlockSink sink, Runnable finishing, Runnable closing) implements EmbeddedOutput {

    @Override
    public void append(CsrMatrix counts, float[] vectors) {
      sink.append(counts, vectors);
    }

    @Override
    public void finish() {
      finishing.run();
    }

    @Override
    public void close() {
      closing.run();
    }
  }
}
