/**
 * The only importer of the HDF5 libraries. Layer 1.
 *
 * <p>Reading goes through jhdf, which is pure Java and survives damaged files; writing through
 * libhdf5, since jhdf's writer corrupts groups. libhdf5 is not thread-safe: every call holds one
 * lock.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.anndata.hdf5;
