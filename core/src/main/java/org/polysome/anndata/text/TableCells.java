package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.BandedRows;
import org.polysome.anndata.EntrySource;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.Orientation;
import org.polysome.fault.DataException;

/**
 * A table of counts as text (CSV, TSV, compressed or not), genes x cells or cells x genes, its
 * header complete or, in the style of R, one field short. Which of the two it is is told by the
 * names: where neither side looks like genes, genes are taken to be in rows, as in most published
 * tables.
 */
final class TableCells {

  private final Path path;
  private final char delimiter;
  private final List<String> columns;
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long entries;

  private TableCells(Path path) {
    this.path = path;
    this.delimiter = TextFiles.sniffDelimiter(path);
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      Header header = Header.read(reader, path);
      this.columns = header.columns();
      refuseMissingHeader();
      do {
        header.check(reader, path);
        rows.add(reader.text(0));
        entries += header.width() - 1;
      } while (reader.next());
    }
  }

  /**
   * Opens a table of counts.
   *
   * @throws DataException if it has no header, rows of different lengths, or cells with one name
   */
  static AnnDataFile open(Path path, Orientation orientation) {
    return new TableCells(path).read(orientation);
  }

  private AnnDataFile read(Orientation orientation) {
    boolean genesInRows = genesInRows(orientation);
    List<String> cells = genesInRows ? columns : rows;
    List<String> genes = genesInRows ? rows : columns;
    refuseRepeated(cells);
    EntrySource source = visitor -> scan(visitor, genesInRows);
    MatrixStorage storage = new MatrixStorage("table", "text", entries);
    return new TextCells(
        path,
        genesInRows ? "table of genes x cells" : "table of cells x genes",
        new Frame("_index", cells, Map.of()),
        new Frame("_index", genes, Map.of()),
        new BandedRows(cells.size(), genes.size(), storage, source),
        notes);
  }

  private boolean genesInRows(Orientation orientation) {
    double rowScore = GeneLikeness.of(rows);
    double columnScore = GeneLikeness.of(columns);
    boolean detected = rowScore >= columnScore;
    boolean genesInRows = orientation == Orientation.TRANSPOSED ? !detected : detected;
    String reason =
        orientation == Orientation.TRANSPOSED
            ? "as asked for"
            : rowScore == columnScore
                ? "neither side looks like genes, so as in most tables"
                : "by their names";
    notes.add(
        "read as "
            + (genesInRows ? "genes x cells" : "cells x genes")
            + " ("
            + reason
            + "): "
            + (genesInRows ? columns.size() : rows.size())
            + " cells such as '"
            + (genesInRows ? columns : rows).getFirst()
            + "'"
            + (orientation == Orientation.DETECTED
                ? "; pass ‹transpose› if it is the other way round"
                : ""));
    return genesInRows;
  }

  private void refuseMissingHeader() {
    boolean numeric =
        !columns.isEmpty() && columns.stream().allMatch(c -> c.matches("-?\\d*\\.\\d+"));
    if (numeric) {
      throw new DataException(
          path
              + ": the first line is numbers, such as '"
              + columns.getFirst()
              + "'; expected names");
    }
  }

  private void refuseRepeated(List<String> cells) {
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (!seen.add(cell)) {
        throw new DataException(
            path + ": two cells are named '" + cell + "'; cell names must differ within a table");
      }
    }
  }

  private void scan(EntrySource.Visitor visitor, boolean genesInRows) {
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      Header header = Header.read(reader, path);
      int row = 0;
      do {
        header.check(reader, path);
        for (int c = 1; c < header.width(); c++) {
          float value = reader.number(c);
          if (value != 0 && genesInRows) {
            visitor.entry(c - 1, row, value);
          } else if (value != 0) {
            visitor.entry(row, c - 1, value);
          }
        }
        row++;
      } while (reader.next());
    }
  }
}
