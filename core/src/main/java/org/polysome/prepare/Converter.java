package org.polysome.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.OpenOptions;
import org.polysome.progress.Progress;

/** Converts files of cells of any format that is read into one h5ad. */
public final class Converter {

  private Converter() {}

  /**
   * Converts: one input is rewritten with all that is read of it, several are merged by gene. The
   * output appears whole or not at all.
   *
   * @throws org.polysome.fault.UsageException if the output exists and may not be replaced
   * @throws org.polysome.fault.DataException if an input is damaged, or they cannot be merged
   */
  public static void convert(Conversion conversion, Progress progress) {
    List<AnnDataFile> files = new ArrayList<>();
    try {
      for (int i = 0; i < conversion.inputs().size(); i++) {
        files.add(open(conversion, i, progress));
      }
      if (files.size() == 1) {
        new Rewriter(conversion, files.getFirst(), progress).write();
      } else {
        new Merger(conversion, files, progress).write();
      }
    } finally {
      files.forEach(AnnDataFile::close);
    }
  }

  private static AnnDataFile open(Conversion conversion, int input, Progress progress) {
    Path path = conversion.inputs().get(input);
    Optional<Path> obs =
        conversion.obs().isEmpty() ? Optional.empty() : Optional.of(conversion.obs().get(input));
    AnnDataFile file = AnnDataFiles.open(path, new OpenOptions(obs, conversion.orientation()));
    file.notes().forEach(note -> progress.say(path + ": " + note));
    return file;
  }
}
