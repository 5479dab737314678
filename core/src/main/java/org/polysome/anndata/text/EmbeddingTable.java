package org.polysome.anndata.text;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polysome.fault.DataException;
import org.polysome.files.NpyArray;
import org.polysome.files.NpyType;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;

/**
 * An embedding as a table of cells x dimensions: CSV or TSV, plain or gzipped, with a header or
 * without, or {@code .npy}.
 *
 * @param cells their names; none where the table has no names
 * @param dimensions the names of the columns
 * @param points (cells, dimensions), finite
 */
public record EmbeddingTable(List<String> cells, List<String> dimensions, DenseMatrix points) {

  /** Copies the names, and checks that they fit. */
  public EmbeddingTable {
    cells = List.copyOf(cells);
    dimensions = List.copyOf(dimensions);
    boolean named = cells.size() == points.rows() || cells.isEmpty();
    if (!named || dimensions.size() != points.columns()) {
      throw new IllegalArgumentException(
          "%d cells and %d dimensions for %d x %d"
              .formatted(cells.size(), dimensions.size(), points.rows(), points.columns()));
    }
  }

  /**
   * Reads a table. Where columns are numbered behind the name that is asked for ({@code PC1},
   * {@code PC2}, ... for {@code PC}), or columns that are no numbers leave one such space, it is
   * these columns; else all but the one of names.
   *
   * @param name what the embedding is to be called
   * @throws DataException if it is no table, or a coordinate is no finite number, naming its line
   *     and cell
   */
  public static EmbeddingTable read(Path path, String name) {
    String file = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return file.endsWith(".npy") ? npy(path) : text(path, name);
  }

  private static EmbeddingTable npy(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      NpyArray array = NpyArray.map(path, arena);
      long[] shape = array.shape();
      if (shape.length != 2) {
        throw new DataException(
            path + ": has " + shape.length + " axes, expected 2 (cells, dimensions)");
      }
      double[] values =
          new double[ArraySize.of(path + ": (cells, dimensions)", shape[0], shape[1])];
      if (array.type().equals(NpyType.FLOAT64)) {
        Arrays.setAll(values, array::getDouble);
      } else {
        array.type().expect(NpyType.FLOAT32, path);
        float[] numbers = new float[values.length];
        array.copyTo(0, numbers, numbers.length);
        Arrays.setAll(values, i -> numbers[i]);
      }
      var points = new DenseMatrix((int) shape[0], (int) shape[1], values);
      requireFinite(path, points);
      return new EmbeddingTable(List.of(), numbers(points.columns()), points);
    }
  }

  private static void requireFinite(Path path, DenseMatrix points) {
    for (int i = 0; i < points.values().length; i++) {
      if (!Double.isFinite(points.values()[i])) {
        throw new DataException(
            "%s: row %d, column %d: %s; coordinates must be finite numbers"
                .formatted(
                    path, i / points.columns() + 1, i % points.columns() + 1, points.values()[i]));
      }
    }
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  private static EmbeddingTable text(Path path, String name) {
    char delimiter = TextFiles.sniffDelimiter(path);
    Layout layout;
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      layout = Layout.of(reader, path, name);
    }
    try (DelimitedReader reader = new DelimitedReader(path, delimiter)) {
      return layout.read(reader, path);
    }
  }

  /**
   * Where things are in a table.
   *
   * @param headed whether the first line names the columns
   * @param named whether the first field of a line names the cell
   * @param width fields of each line
   * @param columns the names of the dimensions
   * @param fields the field of each
   */
  private record Layout(
      boolean headed, boolean named, int width, List<String> columns, int[] fields) {

    static Layout of(DelimitedReader reader, Path path, String name) {
      if (!reader.next()) {
        throw new DataException(path + ": is empty; expected cells x dimensions");
      }
      List<String> first = fields(reader);
      if (first.stream().allMatch(field -> field.strip().matches(Coordinates.NUMBER))
          && first.size() > 1) {
        return new Layout(
            false, false, first.size(), numbers(first.size()), ascending(0, first.size()));
      }
      if (!reader.next()) {
        throw new DataException(path + ": has a header but no rows");
      }
      List<String> row = fields(reader);
      if (row.size() != first.size() && row.size() != first.size() + 1) {
        throw new DataException(
            "%s: the header has %d fields, but the first row %d; expected as many, or one fewer in the header"
                .formatted(path, first.size(), row.size()));
      }
      return headed(row.size() == first.size() ? first : withNames(first), row, name);
    }

    /** A header in the style of R does not name the column of names. */
    private static List<String> withNames(List<String> header) {
      List<String> whole = new ArrayList<>(List.of(""));
      whole.addAll(header);
      return whole;
    }

    private static Layout headed(List<String> header, List<String> row, String name) {
      var spaces = NumberedColumns.of(header);
      boolean unnamed = spaces.values().stream().anyMatch(space -> space.getFirst() == 0);
      int from = unnamed ? 0 : 1;
      boolean mixed =
          row.stream().skip(from).anyMatch(field -> !field.strip().matches(Coordinates.NUMBER));
      List<Integer> chosen = spaces.getOrDefault(name, List.of());
      if (chosen.isEmpty() && mixed && spaces.size() == 1) {
        chosen = spaces.firstEntry().getValue();
      }
      int[] fields =
          chosen.isEmpty()
              ? ascending(from, header.size())
              : chosen.stream().mapToInt(Integer::intValue).toArray();
      List<String> names = IntStream.of(fields).mapToObj(header::get).toList();
      return new Layout(true, !unnamed, header.size(), names, fields);
    }

    private static List<String> fields(DelimitedReader reader) {
      return IntStream.range(0, reader.fields()).mapToObj(reader::text).toList();
    }

    private static int[] ascending(int from, int until) {
      return IntStream.range(from, until).toArray();
    }

    EmbeddingTable read(DelimitedReader reader, Path path) {
      var coordinates = new Coordinates(path, columns, fields);
      List<String> cells = new ArrayList<>();
      boolean more = reader.next() && (!headed || reader.next());
      for (; more; more = reader.next()) {
        if (reader.fields() != width) {
          throw new DataException(
              "%s: line %d has %d fields where %d are expected"
                  .formatted(path, reader.line(), reader.fields(), width));
        }
        String cell = named ? reader.text(0) : Integer.toString(cells.size() + 1);
        coordinates.add(reader, cell);
        cells.add(cell);
      }
      return new EmbeddingTable(named ? cells : List.of(), columns, coordinates.matrix());
    }
  }
}
