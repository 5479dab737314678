package org.polysome.prepare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;

/**
 * Writes one file of cells as an h5ad in current encodings, with all that is read of it; what is
 * not carried over is said aloud.
 */
final class Rewriter {

  private final Conversion conversion;
  private final AnnDataFile file;
  private final Progress progress;

  Rewriter(Conversion conversion, AnnDataFile file, Progress progress) {
    this.conversion = conversion;
    this.file = file;
    this.progress = progress;
  }

  void write() {
    String main = conversion.layer().orElse(AnnDataFile.X);
    Frame var = named(file.var(main));
    try (H5adWriter writer =
        H5adWriter.create(conversion.output(), obs(), var, conversion.force())) {
      Contents contents = new Contents(file, progress);
      if (conversion.layer().isPresent()) {
        contents.matrix(main, writer.matrix(AnnDataFile.X));
        file.matrices().stream().filter(m -> !m.equals(main)).forEach(contents::leave);
        file.embeddings().forEach(key -> contents.embedding(writer, key));
        contents.finish(writer, main);
      } else {
        contents.write(writer, Set.of());
      }
      writer.finish();
    }
  }

  private Frame obs() {
    if (conversion.batchKey().isEmpty()) {
      return file.obs();
    }
    String key = conversion.batchKey().get();
    if (file.obs().columns().containsKey(key)) {
      throw new UsageException(
          file.path() + ": obs already has a column '" + key + "'; choose another ‹batch-key›");
    }
    Map<String, Column> columns = new LinkedHashMap<>(file.obs().columns());
    columns.put(
        key,
        new Column.Categorical(
            new int[file.obs().rows()], SourceNames.of(List.of(file.path())), false));
    return new Frame(file.obs().indexName(), file.obs().index(), columns);
  }

  /** The genes with the column asked for as their index; the index it had becomes a column. */
  private Frame named(Frame var) {
    if (conversion.geneColumn().isEmpty()) {
      return var;
    }
    String column = conversion.geneColumn().get();
    boolean index = column.equals("index") && var.column(column).isEmpty();
    if (index || column.equals(var.indexName())) {
      return var;
    }
    List<String> names = var.texts().get(column);
    if (names == null) {
      throw new UsageException(
          file.path()
              + ": var has no column '"
              + column
              + "'; it has "
              + String.join(", ", var.texts().keySet()));
    }
    Map<String, Column> columns = new LinkedHashMap<>(var.columns());
    columns.remove(column);
    columns.put("previous_index", new Column.Text(var.index().stream().map(Optional::of).toList()));
    return new Frame("_index", names, columns);
  }
}
