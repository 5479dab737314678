package org.polysome.anndata.hdf5;

/**
 * The three arrays of a compressed sparse matrix on disk, checked: offsets ascend from 0 to the
 * number of entries.
 *
 * @param node the group
 * @param offsets {@code indptr}: where each row (CSR) or column (CSC) starts; one more than those
 * @param indices {@code indices}: the column (CSR) or row (CSC) of each entry
 * @param data {@code data}: the value of each entry
 */
record CompressedStorage(Hdf5Node node, long[] offsets, NumericVector indices, NumericVector data) {

  static CompressedStorage open(Hdf5Node node, int lines) {
    NumericVector indptr = new NumericVector(node.require("indptr"));
    NumericVector indices = new NumericVector(node.require("indices"));
    NumericVector data = new NumericVector(node.require("data"));
    long[] offsets = indptr.longs();
    if (offsets.length != lines + 1) {
      throw node.fault(
          "damaged: indptr has "
              + offsets.length
              + " entries where "
              + (lines + 1)
              + " are needed");
    }
    boolean ascending = offsets[0] == 0;
    for (int i = 1; i < offsets.length; i++) {
      ascending &= offsets[i - 1] <= offsets[i];
    }
    long entries = offsets[lines];
    if (!ascending) {
      throw node.fault("damaged: indptr does not ascend from 0");
    }
    if (indices.length() < entries || data.length() < entries) {
      throw node.fault(
          "damaged: indptr says "
              + entries
              + " entries, but indices has "
              + indices.length()
              + " and data "
              + data.length());
    }
    if (indices.type().isFloat()) {
      throw node.fault("damaged: indices are " + indices.type().numpy() + ", not whole numbers");
    }
    return new CompressedStorage(node, offsets, indices, data);
  }

  /** Number of stored entries. */
  long entries() {
    return offsets[offsets.length - 1];
  }
}
