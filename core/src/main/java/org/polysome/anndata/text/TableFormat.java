package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.FileStart;
import org.polysome.anndata.Format;
import org.polysome.anndata.OpenOptions;

/** Any text that no format before it reads: a table of counts, or of what describes cells. */
public final class TableFormat implements Format {

  @Override
  public String words() {
    return "a table of counts";
  }

  @Override
  public boolean reads(Path path) {
    return FileStart.of(path).isText();
  }

  @Override
  public AnnDataFile open(Path path, OpenOptions options) {
    Optional<AnnDataFile> cells = CellTable.open(path);
    cells.ifPresent(table -> options.refuseTransposed(path, "a " + table.format()));
    return cells.orElseGet(() -> TableCells.open(path, options.orientation()));
  }
}
