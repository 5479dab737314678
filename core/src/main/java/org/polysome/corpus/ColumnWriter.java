package org.polysome.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.polysome.anndata.Column;
import org.polysome.files.IoFaults;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes the columns of a table into a folder, rows in a given order. */
final class ColumnWriter {

  private final Path folder;
  private final int[] order;
  private final Set<String> taken = new HashSet<>();
  private final List<ColumnInfo> written = new ArrayList<>();

  /**
   * Begins a folder.
   *
   * @param order for each row on disk, the row of the columns it takes
   */
  ColumnWriter(Path folder, int[] order) {
    this.folder = folder;
    this.order = order;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  /** What was written. */
  List<ColumnInfo> written() {
    return written;
  }

  void write(String name, Column column) {
    String stem = stem(name);
    boolean missing =
        switch (column) {
          case Column.Categorical c -> categorical(stem, c);
          case Column.Text t -> text(stem, t);
          case Column.Decimals d ->
              numbers(stem, NpyType.FLOAT64, (row, out) -> out.add(d.values()[row]));
          case Column.Integers i -> {
            numbers(stem, NpyType.INT64, (row, out) -> out.add(i.values()[row]));
            yield missing(stem, row -> i.missing()[row]);
          }
          case Column.Booleans b -> {
            numbers(stem, NpyType.BOOL, (row, out) -> out.add(b.values()[row] ? 1L : 0L));
            yield missing(stem, row -> b.missing()[row]);
          }
        };
    written.add(new ColumnInfo(name, stem, type(column), missing));
  }

  private static ColumnInfo.Type type(Column column) {
    return switch (column) {
      case Column.Categorical c when c.ordered() -> ColumnInfo.Type.ORDERED;
      case Column.Categorical c -> ColumnInfo.Type.CATEGORICAL;
      case Column.Text t -> ColumnInfo.Type.TEXT;
      case Column.Decimals d -> ColumnInfo.Type.DECIMAL;
      case Column.Integers i -> ColumnInfo.Type.INTEGER;
      case Column.Booleans b -> ColumnInfo.Type.BOOLEAN;
    };
  }

  private boolean categorical(String stem, Column.Categorical column) {
    numbers(stem, NpyType.INT32, (row, out) -> out.add(column.codes()[row]));
    Path file = folder.resolve(stem + ".categories.json");
    try {
      Files.writeString(file, JsonMapper.shared().writeValueAsString(column.categories()) + "\n");
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
    return false;
  }

  private boolean text(String stem, Column.Text column) {
    int width = 1;
    for (Optional<String> value : column.values()) {
      width = Math.max(width, bytes(value).length);
    }
    numbers(stem, NpyType.bytes(width), (row, out) -> out.add(bytes(column.values().get(row))));
    return missing(stem, row -> column.values().get(row).isEmpty());
  }

  private static byte[] bytes(Optional<String> text) {
    return text.orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private boolean missing(String stem, IntPredicate isMissing) {
    boolean any = false;
    for (int row : order) {
      any |= isMissing.test(row);
    }
    if (any) {
      numbers(
          stem + ".missing", NpyType.BOOL, (row, out) -> out.add(isMissing.test(row) ? 1L : 0L));
    }
    return any;
  }

  private interface Element {
    void write(int row, NpyWriter out);
  }

  private boolean numbers(String stem, NpyType type, Element element) {
    try (NpyWriter out = new NpyWriter(folder.resolve(stem + ".npy"), type)) {
      IntConsumer write = row -> element.write(row, out);
      for (int row : order) {
        write.accept(row);
      }
      out.finish();
    }
    return false;
  }

  /** A file name that is safe on every system and not used yet, whatever the letter case. */
  private String stem(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String stem = safe.isEmpty() ? "_" : safe.substring(0, Math.min(100, safe.length()));
    String unique = stem;
    for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = stem + "_" + i;
    }
    return unique;
  }
}
