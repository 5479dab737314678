package org.polysome.anndata.hdf5;

/**
 * A dense matrix of float32 with a row for each cell, an embedding or a layer, being written by
 * appending blocks of rows.
 */
public final class DenseWriter {

  private final String name;
  private final long cells;
  private final int columns;
  private final NativeDataset dataset;

  DenseWriter(NativeFile file, String name, long cells, int columns) {
    String key = name.substring(name.indexOf('/') + 1);
    if (key.isBlank() || key.contains("/")) {
      throw new IllegalArgumentException("'" + key + "' is no plain name of an array");
    }
    if (columns < 1) {
      throw new IllegalArgumentException(name + " of " + columns + " columns");
    }
    this.name = name;
    this.cells = cells;
    this.columns = columns;
    this.dataset = file.dataset(name, ElementType.FLOAT32, Layout.matrix(cells, columns));
    file.encoding(name, "array", "0.2.0");
  }

  /** Appends rows, row-major: as many as {@code values} fills. */
  public void append(float[] values) {
    if (values.length % columns != 0 || rows() + values.length / columns > cells) {
      throw new IllegalArgumentException(
          values.length + " numbers after row " + rows() + " of " + cells + " x " + columns);
    }
    dataset.append(values, values.length);
  }

  /** Number of rows appended so far. */
  public long rows() {
    return dataset.appended();
  }

  void finish() {
    if (rows() != cells) {
      throw new IllegalStateException(name + " has " + rows() + " rows for " + cells + " cells");
    }
    dataset.close();
  }
}
