package org.polysome.anndata.hdf5;

/**
 * The shape of a dataset to be written.
 *
 * @param dims lengths of the dimensions, none for a scalar; the first is where appending goes
 * @param growing whether the first dimension is not known yet and grows from 0
 */
record Layout(long[] dims, boolean growing) {

  /** Elements per chunk, about: a quarter of a megabyte of float32, read in one go. */
  private static final int CHUNK = 1 << 16;

  static Layout scalar() {
    return new Layout(new long[0], false);
  }

  /** A list of known length. */
  static Layout list(long length) {
    return new Layout(new long[] {length}, false);
  }

  /** A list whose length becomes known by appending. */
  static Layout growingList() {
    return new Layout(new long[] {0}, true);
  }

  /** A matrix of known shape. */
  static Layout matrix(long rows, long columns) {
    return new Layout(new long[] {rows, columns}, false);
  }

  /** Elements in one step along the first dimension. */
  int rowSize() {
    int size = 1;
    for (int d = 1; d < dims.length; d++) {
      size = Math.multiplyExact(size, Math.toIntExact(dims[d]));
    }
    return size;
  }

  boolean isEmpty() {
    boolean empty = false;
    for (int d = growing ? 1 : 0; d < dims.length; d++) {
      empty |= dims[d] == 0;
    }
    return empty;
  }

  /** Whole rows, as many as make a good chunk. */
  long[] chunk() {
    long[] chunk = dims.clone();
    long rows = Math.max(1, CHUNK / rowSize());
    chunk[0] = growing ? rows : Math.min(rows, dims[0]);
    return chunk;
  }
}
