package org.polysome.anndata.hdf5;

/**
 * An embedding (cells, dimensions) of float32 being written under {@code obsm} by appending blocks
 * of rows.
 */
public final class EmbeddingWriter {

  private final String key;
  private final long cells;
  private final int dimensions;
  private final NativeDataset dataset;

  EmbeddingWriter(NativeFile file, String key, long cells, int dimensions) {
    if (key.isBlank() || key.contains("/")) {
      throw new IllegalArgumentException("'" + key + "' is not a key of obsm");
    }
    if (dimensions < 1) {
      throw new IllegalArgumentException("an embedding of " + dimensions + " dimensions");
    }
    this.key = key;
    this.cells = cells;
    this.dimensions = dimensions;
    this.dataset =
        file.dataset("obsm/" + key, ElementType.FLOAT32, Layout.matrix(cells, dimensions));
    file.encoding("obsm/" + key, "array", "0.2.0");
  }

  /** Appends rows, row-major: as many as {@code values} fills. */
  public void append(float[] values) {
    if (values.length % dimensions != 0 || rows() + values.length / dimensions > cells) {
      throw new IllegalArgumentException(
          values.length + " numbers after row " + rows() + " of " + cells + " x " + dimensions);
    }
    dataset.append(values, values.length);
  }

  /** Number of rows appended so far. */
  public long rows() {
    return dataset.appended();
  }

  void finish() {
    if (rows() != cells) {
      throw new IllegalStateException(
          "obsm/" + key + " has " + rows() + " rows for " + cells + " cells");
    }
    dataset.close();
  }
}
