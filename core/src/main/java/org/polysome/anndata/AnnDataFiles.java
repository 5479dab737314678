package org.polysome.anndata;

import java.nio.file.Path;
import org.polysome.anndata.hdf5.H5adFile;

/** Opens cells from any format this version reads. */
public final class AnnDataFiles {

  private AnnDataFiles() {}

  /**
   * Opens a file or folder, telling the format by its content.
   *
   * @throws org.polysome.fault.UsageException if there is no such file
   * @throws org.polysome.fault.DataException if it is damaged or of a format that is not read
   */
  public static AnnDataFile open(Path path) {
    return H5adFile.open(path);
  }
}
