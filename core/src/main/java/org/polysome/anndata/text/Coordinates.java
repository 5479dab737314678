package org.polysome.anndata.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polysome.fault.DataException;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;

/** Collects the coordinates of cells, row after row, and refuses what is no finite number. */
final class Coordinates {

  /** What a field that holds a finite number looks like. */
  static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

  private final Path path;
  private final List<String> names;
  private final int[] fields;
  private double[] values = new double[1 << 12];
  private int rows;

  /**
   * No cells yet.
   *
   * @param path the table
   * @param names of the dimensions, for messages
   * @param fields the field of a record that holds each dimension
   */
  Coordinates(Path path, List<String> names, int[] fields) {
    this.path = path;
    this.names = names;
    this.fields = fields;
  }

  /** Adds the cell of the reader's record. */
  void add(DelimitedReader reader, String cell) {
    long until = (rows + 1L) * fields.length;
    if (until > values.length) {
      values = Arrays.copyOf(values, ArraySize.grown(path + ": coordinates", values.length, until));
    }
    int from = rows * fields.length;
    for (int d = 0; d < fields.length; d++) {
      values[from + d] = number(reader, cell, d);
    }
    rows++;
  }

  private double number(DelimitedReader reader, String cell, int dimension) {
    String text = reader.text(fields[dimension]).strip();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw fault(reader, cell, dimension, e);
    }
    throw fault(reader, cell, dimension, new NumberFormatException(text));
  }

  private DataException fault(
      DelimitedReader reader, String cell, int dimension, NumberFormatException cause) {
    String text = reader.text(fields[dimension]).strip();
    return new DataException(
        "%s: line %d, cell '%s', column '%s': %s; coordinates must be finite numbers"
            .formatted(
                path,
                reader.line(),
                cell,
                names.get(dimension),
                text.isEmpty() ? "is empty" : "'" + text + "' is none"),
        cause);
  }

  /** All of them (cells, dimensions). */
  DenseMatrix matrix() {
    return new DenseMatrix(rows, fields.length, Arrays.copyOf(values, rows * fields.length));
  }
}
