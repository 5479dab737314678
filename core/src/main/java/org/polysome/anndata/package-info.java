/**
 * AnnData and the file formats it comes in. Layer 1.
 *
 * <p>{@link org.polysome.anndata.AnnDataFiles#open} opens an h5ad of any version since 0.5, a 10x
 * mtx folder or a table of counts, all as an {@link org.polysome.anndata.AnnDataFile}: tables and
 * names in memory, matrices read in blocks of rows ({@link org.polysome.anndata.RowBlocks}), so
 * that files larger than memory can be read. {@link org.polysome.anndata.hdf5.H5adWriter} writes an
 * h5ad in blocks, and {@link org.polysome.anndata.hdf5.ArrayAddition} adds an embedding to a copy
 * of one.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.anndata;
