package org.polysome.anndata.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Format;
import org.polysome.anndata.OpenOptions;

/** A folder of Cell Ranger's, or the Matrix Market file in it: see {@link MtxFolder}. */
public final class MtxFormat implements Format {

  @Override
  public String words() {
    return "a 10x mtx folder";
  }

  @Override
  public boolean reads(Path path) {
    if (Files.isDirectory(path)) {
      return MtxFolder.is(path);
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".mtx") || name.endsWith(".mtx.gz");
  }

  @Override
  public AnnDataFile open(Path path, OpenOptions options) {
    options.refuseTransposed(path, words());
    return Files.isDirectory(path) ? MtxFolder.open(path) : MtxFolder.openMatrix(path);
  }
}
