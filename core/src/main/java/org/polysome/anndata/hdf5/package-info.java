/** The only importer of the HDF5 libraries. Layer 1. */
@org.jspecify.annotations.NullMarked
package org.polysome.anndata.hdf5;
