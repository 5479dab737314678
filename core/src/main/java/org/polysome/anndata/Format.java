package org.polysome.anndata;

import java.nio.file.Path;

/**
 * A format that cells come in. {@link AnnDataFiles} asks its list in order, and the first that
 * reads a file opens it: a format of its own is one class and one line there.
 */
public interface Format {

  /** What a user calls it, with its article: {@code an h5ad}. */
  String words();

  /**
   * Whether a file or folder is of this format, told by what is in it rather than by its name where
   * it can be; not whether it is whole.
   *
   * @param path of something that exists
   */
  boolean reads(Path path);

  /**
   * Opens what it reads.
   *
   * @param options the orientation is the format's to heed or to refuse; the table of cells is
   *     attached by the caller
   * @throws org.polysome.fault.DataException if it is damaged
   * @throws org.polysome.fault.UsageException if the format cannot do what the options ask
   */
  AnnDataFile open(Path path, OpenOptions options);
}
