package org.polysome.anndata;

/** Which way round a table of counts is read. */
public enum Orientation {
  /** By its names; what was decided is said aloud. */
  DETECTED,
  /** The other way round than its names say. */
  TRANSPOSED
}
