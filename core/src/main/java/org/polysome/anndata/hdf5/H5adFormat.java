package org.polysome.anndata.hdf5;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.FileStart;
import org.polysome.anndata.Format;
import org.polysome.anndata.OpenOptions;
import org.polysome.fault.DataException;

/**
 * HDF5, of which {@link H5adFile} opens what anndata wrote. A file that is only named like it is
 * claimed too, to be refused: it is never taken for a table.
 */
public final class H5adFormat implements Format {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int USER_BLOCK = 512;

  @Override
  public String words() {
    return "an h5ad";
  }

  @Override
  public boolean reads(Path path) {
    return isHdf5(FileStart.of(path)) || (Files.isRegularFile(path) && isNamedSo(path));
  }

  private static boolean isHdf5(FileStart start) {
    return start.holds(SIGNATURE, 0) || start.holds(SIGNATURE, USER_BLOCK);
  }

  private static boolean isNamedSo(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".h5ad") || name.endsWith(".h5") || name.endsWith(".hdf5");
  }

  @Override
  public AnnDataFile open(Path path, OpenOptions options) {
    FileStart start = FileStart.of(path);
    if (!isHdf5(start)) {
      throw new DataException(
          path + ": is named like HDF5, but is " + start.words() + "; expected an h5ad");
    }
    options.refuseTransposed(path, words());
    return H5adFile.open(path);
  }
}
