package org.polysome.encoder.gene;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;
import org.polysome.matrix.DenseMatrix;

/**
 * Reads vectors as text: a gene per line, its name first and then the numbers, between tabs or
 * spaces. The first line may be that of word2vec (rows and numbers per row) or titles of columns.
 * Further names of a gene may follow its first.
 */
final class VectorText {

  private final Path file;
  private final List<List<String>> names = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();
  private Optional<long[]> promised = Optional.empty();
  private int lineNumber;

  private VectorText(Path file) {
    this.file = file;
  }

  static NamedVectors read(Path file) {
    VectorText text = new VectorText(file);
    try (Stream<String> lines = lines(file)) {
      lines.forEach(text::add);
    }
    return text.build();
  }

  /** The lines of a text file that are not blank. */
  static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank());
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": is not UTF-8 text", e);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private void add(String line) {
    lineNumber++;
    String[] fields = line.strip().split(line.indexOf('\t') >= 0 ? "\t" : " +");
    if (rows.isEmpty() && lineNumber == 1 && isHeader(fields)) {
      return;
    }
    if (rows.isEmpty()) {
      int first = firstNumber(fields);
      for (int c = 0; c < first; c++) {
        names.add(new ArrayList<>());
      }
    }
    double[] row = numbers(fields);
    for (int c = 0; c < names.size(); c++) {
      names.get(c).add(fields[c].strip());
    }
    rows.add(row);
  }

  private boolean isHeader(String[] fields) {
    if (fields.length == 2 && isWhole(fields[0]) && isWhole(fields[1])) {
      promised = Optional.of(new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1])});
      return true;
    }
    return fields.length > 1 && !isNumber(fields[fields.length - 1]);
  }

  /** Where the numbers of a row begin: after its last field that is none, and never at once. */
  private static int firstNumber(String[] fields) {
    int first = fields.length;
    while (first > 1 && isNumber(fields[first - 1])) {
      first--;
    }
    return first;
  }

  private double[] numbers(String[] fields) {
    int columns = rows.isEmpty() ? fields.length - names.size() : rows.getFirst().length;
    if (columns < 1 || fields.length != names.size() + columns) {
      throw new DataException(
          "%s: line %d has %d fields, expected %d name(s) and %s numbers"
              .formatted(
                  file, lineNumber, fields.length, names.size(), columns < 1 ? "some" : columns));
    }
    double[] row = new double[columns];
    for (int i = 0; i < columns; i++) {
      String field = fields[names.size() + i];
      if (!isNumber(field)) {
        throw new DataException(
            "%s: line %d, number %d: '%s' is no number".formatted(file, lineNumber, i + 1, field));
      }
      row[i] = Double.parseDouble(field);
    }
    return row;
  }

  private NamedVectors build() {
    if (rows.isEmpty()) {
      throw new DataException(file + ": holds no vectors; expected a gene per line, name first");
    }
    int columns = rows.getFirst().length;
    promised.ifPresent(header -> requirePromised(header, columns));
    DenseMatrix matrix = DenseMatrix.zeros(rows.size(), columns);
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, matrix.values(), row * columns, columns);
    }
    List<String> titles = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      titles.add("name " + (c + 1));
    }
    return new NamedVectors(VectorFiles.names(titles, names), matrix);
  }

  private void requirePromised(long[] header, int columns) {
    if (header[0] != rows.size() || header[1] != columns) {
      throw new DataException(
          "%s: its first line says %d vectors of %d numbers, and it has %d of %d; the file is cut"
                  .formatted(file, header[0], header[1], rows.size(), columns)
              + " off or damaged");
    }
  }

  private static boolean isWhole(String field) {
    return !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isNumber(String field) {
    try {
      Double.parseDouble(field);
      return true;
    } catch (NumberFormatException none) {
      return false;
    }
  }
}
