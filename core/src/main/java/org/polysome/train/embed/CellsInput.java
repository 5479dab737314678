package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.SelectedCells;
import org.polysome.fault.DataException;
import org.polysome.prepare.ObsQuery;
import org.polysome.progress.Progress;

/** The cells that a command goes over. */
final class CellsInput {

  private CellsInput() {}

  /**
   * Opens a file, or those of its cells that satisfy a query.
   *
   * @throws DataException if none does
   */
  static AnnDataFile open(Path input, Optional<String> where, Progress progress) {
    Optional<ObsQuery> query = where.map(ObsQuery::parse);
    AnnDataFile file = AnnDataFiles.open(input);
    if (query.isEmpty()) {
      return file;
    }
    boolean chosen = false;
    try {
      BitSet rows = query.get().matches(file.obs());
      if (rows.isEmpty()) {
        throw new DataException(
            "%s: ‹where› \"%s\" takes none of its %,d cells"
                .formatted(input, query.get(), file.obs().rows()));
      }
      progress.say(
          String.format(
              Locale.ROOT, "where       %,d of %,d cells", rows.cardinality(), file.obs().rows()));
      AnnDataFile some = SelectedCells.of(file, rows.stream().toArray());
      chosen = true;
      return some;
    } finally {
      if (!chosen) {
        file.close();
      }
    }
  }
}
