package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.RowMatrix;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

/**
 * A table that describes cells and holds no counts: labels and batches, and embeddings in columns
 * that are numbered, such as {@code PC1} to {@code PC20}.
 *
 * @param path the file
 * @param obs the columns that are no coordinates
 * @param points the embeddings by name (cells, dimensions)
 * @param notes what was decided
 */
record CellTable(Path path, Frame obs, Map<String, DenseMatrix> points, List<String> notes)
    implements TextSource {

  private static final String NUMBER = Coordinates.NUMBER + "|NaN|nan";

  /**
   * Opens a table if it is such a one: columns behind the first hold text, and either others are
   * numbered, or some column is text throughout and neither rows nor columns look like genes.
   */
  static Optional<AnnDataFile> open(Path path) {
    char delimiter = TextFiles.sniffDelimiter(path);
    List<String> header;
    SequencedMap<String, List<Integer>> spaces;
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      Header found = Header.read(reader, path);
      header = found.columns();
      if (found.width() != header.size() + 1 || !holdsText(reader)) {
        return Optional.empty();
      }
      spaces = numeric(NumberedColumns.of(header), reader);
      if (spaces.isEmpty() && !describesCells(header, reader)) {
        return Optional.empty();
      }
    }
    return Optional.of(read(path, delimiter, header, spaces));
  }

  private static boolean holdsText(DelimitedReader reader) {
    for (int field = 1; field < reader.fields(); field++) {
      if (!reader.missing(field) && !reader.text(field).strip().matches(NUMBER)) {
        return true;
      }
    }
    return false;
  }

  private static SequencedMap<String, List<Integer>> numeric(
      SequencedMap<String, List<Integer>> spaces, DelimitedReader reader) {
    spaces
        .values()
        .removeIf(
            places ->
                places.stream().anyMatch(place -> !reader.text(place + 1).strip().matches(NUMBER)));
    return spaces;
  }

  /** Whether some column is text in every one of several rows, and nothing looks like genes. */
  private static boolean describesCells(List<String> header, DelimitedReader reader) {
    List<String> rows = new ArrayList<>();
    BitSet text = new BitSet();
    text.set(1, header.size() + 1);
    do {
      rows.add(reader.text(0));
      int fields = reader.fields();
      for (int field = text.nextSetBit(0); field >= 0; field = text.nextSetBit(field + 1)) {
        boolean number = field >= fields || reader.text(field).strip().matches(NUMBER);
        text.set(field, !number);
      }
    } while (reader.next());
    return rows.size() > 1
        && !text.isEmpty()
        && GeneLikeness.of(header) == 0
        && GeneLikeness.of(rows) == 0;
  }

  private static CellTable read(
      Path path, char delimiter, List<String> header, SequencedMap<String, List<Integer>> spaces) {
    Map<String, Coordinates> coordinates = new LinkedHashMap<>();
    spaces.forEach(
        (name, places) ->
            coordinates.put(
                name,
                new Coordinates(
                    path,
                    places.stream().map(header::get).toList(),
                    places.stream().mapToInt(place -> place + 1).toArray())));
    Frame whole = ObsTable.read(path);
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      Header.read(reader, path);
      do {
        coordinates.values().forEach(space -> space.add(reader, reader.text(0)));
      } while (reader.next());
    }
    Map<String, Column> columns = new LinkedHashMap<>(whole.columns());
    spaces.values().forEach(places -> places.forEach(place -> columns.remove(header.get(place))));
    Map<String, DenseMatrix> points = new LinkedHashMap<>();
    coordinates.forEach((name, space) -> points.put(name, space.matrix()));
    refuseRepeated(path, whole.index());
    return new CellTable(
        path,
        new Frame(whole.indexName(), whole.index(), columns),
        points,
        List.of(words(header, spaces, columns)));
  }

  private static void refuseRepeated(Path path, List<String> cells) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (int row = 0; row < cells.size(); row++) {
      Integer earlier = rows.put(cells.get(row), row);
      if (earlier != null) {
        throw new DataException(
            "%s: rows %d and %d are both of cell '%s'"
                .formatted(path, earlier + 1, row + 1, cells.get(row)));
      }
    }
  }

  private static String words(
      List<String> header, SequencedMap<String, List<Integer>> spaces, Map<String, Column> obs) {
    List<String> parts = new ArrayList<>();
    spaces.forEach(
        (name, places) ->
            parts.add(
                "%s to %s are the embedding '%s'"
                    .formatted(header.get(places.getFirst()), header.get(places.getLast()), name)));
    parts.add(obs.isEmpty() ? "nothing else" : String.join(", ", obs.keySet()) + " describe cells");
    return "read as a table of cells without counts: " + String.join("; ", parts);
  }

  @Override
  public String format() {
    return "table of cells";
  }

  @Override
  public Frame var(String matrix) {
    return new Frame("_index", List.of(), Map.of());
  }

  @Override
  public List<String> matrices() {
    return List.of();
  }

  @Override
  public RowMatrix matrix(String name) {
    throw new UsageException(path + ": has no matrix '" + name + "'; it is a table without counts");
  }

  @Override
  public List<String> embeddings() {
    return List.copyOf(points.keySet());
  }

  @Override
  public int dimensions(String key) {
    return embedding(key).columns();
  }

  @Override
  public DenseMatrix embedding(String key) {
    DenseMatrix found = points.get(key);
    if (found == null) {
      throw new UsageException(
          "%s: has no embedding '%s'; there %s"
              .formatted(
                  path,
                  key,
                  points.isEmpty() ? "are none" : "are: " + String.join(", ", points.keySet())));
    }
    return found;
  }
}
