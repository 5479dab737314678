package org.polysome.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;
import org.polysome.files.NpyArray;
import org.polysome.files.NpyType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a column that {@link ColumnWriter} wrote. */
final class ColumnReader {

  private final Path folder;
  private final int rows;

  ColumnReader(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** Reads a column whole. */
  Column read(ColumnInfo column) {
    try (Arena arena = Arena.ofConfined()) {
      return switch (column.type()) {
        case CATEGORICAL -> categorical(column, arena, false);
        case ORDERED -> categorical(column, arena, true);
        case TEXT -> text(column, arena);
        case DECIMAL -> {
          NpyArray array = array(column.file(), NpyType.FLOAT64, arena);
          yield new Column.Decimals(
              IntStream.range(0, rows).mapToDouble(array::getDouble).toArray());
        }
        case INTEGER -> {
          NpyArray array = array(column.file(), NpyType.INT64, arena);
          long[] values = IntStream.range(0, rows).mapToLong(array::getLong).toArray();
          yield new Column.Integers(values, missing(column, arena));
        }
        case BOOLEAN -> new Column.Booleans(truths(column.file(), arena), missing(column, arena));
      };
    }
  }

  /** The file of a column of names, mapped. */
  NpyArray names(String stem, Arena arena) {
    NpyArray array = NpyArray.map(folder.resolve(stem + ".npy"), arena);
    if (array.type().kind() != 'S') {
      throw new DataException(folder.resolve(stem + ".npy") + ": does not hold names");
    }
    return array;
  }

  private Column categorical(ColumnInfo column, Arena arena, boolean ordered) {
    NpyArray array = array(column.file(), NpyType.INT32, arena);
    Path file = folder.resolve(column.file() + ".categories.json");
    try {
      String[] categories = JsonMapper.shared().readValue(Files.readString(file), String[].class);
      int[] codes = new int[rows];
      for (int row = 0; row < rows; row++) {
        codes[row] = array.getInt(row);
        if (codes[row] < Column.MISSING || codes[row] >= categories.length) {
          throw new DataException(
              "%s: row %d has code %d of %d categories"
                  .formatted(folder.resolve(column.file()), row, codes[row], categories.length));
        }
      }
      return new Column.Categorical(codes, List.of(categories), ordered);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(file + ": is not a JSON list of texts", e);
    }
  }

  private Column text(ColumnInfo column, Arena arena) {
    NpyArray array = names(column.file(), arena);
    boolean[] missing = missing(column, arena);
    return new Column.Text(
        IntStream.range(0, rows)
            .mapToObj(
                row -> missing[row] ? Optional.<String>empty() : Optional.of(array.getText(row)))
            .toList());
  }

  private boolean[] missing(ColumnInfo column, Arena arena) {
    return column.missing() ? truths(column.file() + ".missing", arena) : new boolean[rows];
  }

  private boolean[] truths(String stem, Arena arena) {
    NpyArray array = array(stem, NpyType.BOOL, arena);
    boolean[] truths = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      truths[row] = array.getByte(row) != 0;
    }
    return truths;
  }

  private NpyArray array(String stem, NpyType type, Arena arena) {
    Path file = folder.resolve(stem + ".npy");
    NpyArray array = NpyArray.map(file, type, arena);
    if (array.length() != rows) {
      throw new DataException(
          "%s: has %d entries, expected %d".formatted(file, array.length(), rows));
    }
    return array;
  }
}
