package org.polysome.train.embed;

import java.nio.file.Path;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.hdf5.EmbeddingWriter;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.anndata.hdf5.ObsmWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CountsMatrix;

/** An h5ad with an embedding, being written; it appears whole when finished, or never. */
interface EmbeddedOutput extends BlockSink, AutoCloseable {

  /** Puts the file in its place. */
  void finish();

  /** Deletes what was written unless it was finished. */
  @Override
  void close();

  /** A copy of an h5ad with one more key, everything else untouched. */
  static EmbeddedOutput copy(Path input, Path target, ObsmWriter.Addition addition) {
    ObsmWriter writer = ObsmWriter.begin(input, target, addition);
    return new Writing((counts, vectors) -> writer.append(vectors), writer::finish, writer::close);
  }

  /** A new h5ad with the counts, for cells that come in another format. */
  static EmbeddedOutput fresh(CountsMatrix counts, Path target, ObsmWriter.Addition addition) {
    H5adWriter writer =
        H5adWriter.create(target, counts.file().obs(), counts.var(), addition.force());
    boolean begun = false;
    try {
      MatrixWriter x = writer.matrix(AnnDataFile.X);
      EmbeddingWriter embedding = writer.embedding(addition.key(), addition.dimensions());
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
