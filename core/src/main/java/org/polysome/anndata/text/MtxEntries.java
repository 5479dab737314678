package org.polysome.anndata.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.polysome.anndata.EntrySource;
import org.polysome.fault.DataException;

/**
 * The entries of a Matrix Market file: a line that says what it is, comments, the size, and one
 * line {@code row column value} per entry, counted from 1.
 */
final class MtxEntries implements EntrySource {

  private static final int END = -1;

  /** What the first lines say. */
  record Size(int rows, int columns, long entries, boolean real) {}

  private final Path path;
  private final boolean genesInRows;
  private final Size size;

  private MtxEntries(Path path, Size size, boolean genesInRows) {
    this.path = path;
    this.size = size;
    this.genesInRows = genesInRows;
  }

  /** Entries (cell, gene) of a file of genes x cells or of cells x genes. */
  static MtxEntries of(Path path, Size size, boolean genesInRows) {
    return new MtxEntries(path, size, genesInRows);
  }

  /** Reads the first lines only. */
  static Size size(Path path) {
    try (InputStream in = TextFiles.stream(path)) {
      return readSize(in, path);
    } catch (IOException e) {
      throw TextFiles.fault(path, e);
    }
  }

  private static Size readSize(InputStream in, Path path) throws IOException {
    List<String> words = List.of(line(in).toLowerCase(Locale.ROOT).strip().split("\\s+"));
    if (words.size() < 5 || !words.get(0).equals("%%matrixmarket")) {
      throw new DataException(
          path + ": is not a Matrix Market file: it must begin with %%MatrixMarket");
    }
    if (!words.get(2).equals("coordinate")
        || !List.of("integer", "real").contains(words.get(3))
        || !words.get(4).equals("general")) {
      throw new DataException(
          path
              + ": is '"
              + String.join(" ", words.subList(2, 5))
              + "'; expected a 'coordinate' matrix, 'integer' or 'real', 'general'");
    }
    String line = line(in);
    while (line.startsWith("%") || line.isBlank()) {
      if (line.isEmpty()) {
        throw new DataException(path + ": ends before its size");
      }
      line = line(in);
    }
    String[] numbers = line.strip().split("\\s+");
    try {
      if (numbers.length == 3) {
        return new Size(
            Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]),
            Long.parseLong(numbers[2]),
            words.get(3).equals("real"));
      }
    } catch (NumberFormatException notNumbers) {
      // the fault below says it
    }
    throw new DataException(
        path + ": the size line '" + line.strip() + "' is not three numbers: rows columns entries");
  }

  /** A line with its line break, empty at the end of the file. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != END; c = in.read()) {
      line.append((char) c);
      if (c == '\n') {
        break;
      }
    }
    return line.toString();
  }

  @Override
  public void scan(Visitor visitor) {
    try (InputStream in = TextFiles.stream(path)) {
      readSize(in, path);
      MtxNumbers numbers = new MtxNumbers(in, path);
      for (long entry = 1; entry <= size.entries; entry++) {
        int row = index(numbers, size.rows, "row", entry);
        int column = index(numbers, size.columns, "column", entry);
        float value = numbers.value(entry);
        if (genesInRows) {
          visitor.entry(column, row, value);
        } else {
          visitor.entry(row, column, value);
        }
      }
      if (!numbers.atEnd()) {
        throw new DataException(
            path + ": has more than the " + size.entries + " entries that its size line says");
      }
    } catch (IOException e) {
      throw TextFiles.fault(path, e);
    }
  }

  private int index(MtxNumbers numbers, int bound, String what, long entry) throws IOException {
    long number = numbers.index(entry);
    if (number < 1 || number > bound) {
      throw new DataException(
          path + ": entry " + entry + ": " + what + " " + number + " of " + bound);
    }
    return (int) number - 1;
  }
}
