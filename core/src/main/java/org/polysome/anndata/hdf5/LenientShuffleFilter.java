package org.polysome.anndata.hdf5;

import io.jhdf.filter.ByteShuffleFilter;

/**
 * The shuffle filter, which passes data through where the file gives no element size. HDF5 writes
 * it so for variable-length text (anndata's names and categories), for which it does not shuffle;
 * the reader's own filter fails on it. Found by the reader through {@code META-INF/services}.
 */
public final class LenientShuffleFilter extends ByteShuffleFilter {

  /** Made by the service loader. */
  public LenientShuffleFilter() {}

  @Override
  public byte[] decode(byte[] data, int[] filterData) {
    return filterData.length == 0 ? data : super.decode(data, filterData);
  }
}
