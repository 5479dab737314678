package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.DataException;

/**
 * A table of cells, or of genes, as text (CSV, TSV, compressed or not): the first column names
 * them, the others describe them.
 */
public final class ObsTable {

  private ObsTable() {}

  /**
   * Reads a table.
   *
   * @throws DataException if rows have different lengths or two columns the same name
   */
  public static Frame read(Path path) {
    char delimiter = TextFiles.sniffDelimiter(path);
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      Header header = Header.read(reader, path);
      Map<String, String> shared = new HashMap<>();
      List<String> index = new ArrayList<>();
      List<List<Optional<String>>> values = new ArrayList<>();
      header.columns().forEach(name -> values.add(new ArrayList<>()));
      do {
        header.check(reader, path);
        index.add(reader.text(0));
        for (int c = 0; c < values.size(); c++) {
          values
              .get(c)
              .add(
                  reader.missing(c + 1)
                      ? Optional.empty()
                      : Optional.of(shared.computeIfAbsent(reader.text(c + 1), t -> t)));
        }
      } while (reader.next());
      Map<String, Column> columns = new LinkedHashMap<>();
      for (int c = 0; c < values.size(); c++) {
        String name =
            header.columns().get(c).isEmpty() ? "column_" + (c + 1) : header.columns().get(c);
        if (columns.put(name, ColumnInference.infer(values.get(c))) != null) {
          throw new DataException(path + ": the header names column '" + name + "' twice");
        }
      }
      return new Frame(
          header.indexName().isEmpty() ? "_index" : header.indexName(), index, columns);
    }
  }
}
