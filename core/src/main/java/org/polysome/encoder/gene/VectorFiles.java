package org.polysome.encoder.gene;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.NpyArray;
import org.polysome.files.NpyType;
import org.polysome.matrix.DenseMatrix;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;

/** Reads the file of a {@link Matrix} encoder, of whichever format its ending says. */
final class VectorFiles {

  private VectorFiles() {}

  static NamedVectors read(Matrix spec) {
    String name = spec.file().getFileName().toString().toLowerCase(Locale.ROOT);
    NamedVectors read;
    if (name.endsWith(".npy")) {
      read = named(spec, npy(spec.file()));
    } else if (name.endsWith(".safetensors")) {
      read = safetensors(spec);
    } else {
      read = VectorText.read(spec.file());
    }
    requireFinite(spec.file(), read.vectors());
    return read;
  }

  private static DenseMatrix npy(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      NpyArray array = NpyArray.map(file, arena);
      long[] shape = array.shape();
      if (shape.length != 2) {
        throw new DataException(
            file + ": has " + shape.length + " axes, expected 2 (genes, numbers)");
      }
      int length = Math.toIntExact(array.length());
      double[] values = new double[length];
      if (array.type().equals(NpyType.FLOAT64)) {
        Arrays.setAll(values, array::getDouble);
      } else {
        array.type().expect(NpyType.FLOAT32, file);
        float[] numbers = new float[length];
        array.copyTo(0, numbers, length);
        Arrays.setAll(values, i -> numbers[i]);
      }
      return new DenseMatrix((int) shape[0], (int) shape[1], values);
    }
  }

  /** A matrix with a file of names, or one vector per gene under the gene's name. */
  private static NamedVectors safetensors(Matrix spec) {
    try (Scope scope = new Scope()) {
      Map<String, Tensor> tensors = Safetensors.read(spec.file());
      boolean vectors =
          spec.names().isEmpty() && tensors.values().stream().allMatch(t -> t.dimensions() == 1);
      return vectors && !tensors.isEmpty()
          ? oneEach(spec.file(), tensors)
          : named(spec, matrix(spec, tensors));
    }
  }

  private static NamedVectors oneEach(Path file, Map<String, Tensor> tensors) {
    List<double[]> rows = new ArrayList<>();
    tensors.forEach((name, tensor) -> rows.add(tensor.toDoubles()));
    int columns = rows.getFirst().length;
    DenseMatrix matrix = DenseMatrix.zeros(rows.size(), columns);
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).length != columns) {
        throw new DataException(
            "%s: its vectors have %d numbers and %d"
                .formatted(file, columns, rows.get(row).length));
      }
      System.arraycopy(rows.get(row), 0, matrix.values(), row * columns, columns);
    }
    return new NamedVectors(names(List.of("name"), List.of(List.copyOf(tensors.keySet()))), matrix);
  }

  private static DenseMatrix matrix(Matrix spec, Map<String, Tensor> tensors) {
    List<String> matrices =
        tensors.entrySet().stream()
            .filter(entry -> entry.getValue().dimensions() == 2)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    String chosen = spec.tensor().orElse(matrices.size() == 1 ? matrices.getFirst() : "");
    if (!matrices.contains(chosen)) {
      throw new UsageException(
          "model.gene-encoder.tensor: name the matrix in %s; it has %s"
              .formatted(spec.file(), matrices.isEmpty() ? "none" : String.join(", ", matrices)));
    }
    Tensor tensor = Optional.ofNullable(tensors.get(chosen)).orElseThrow();
    return new DenseMatrix((int) tensor.size(0), (int) tensor.size(1), tensor.toDoubles());
  }

  private static NamedVectors named(Matrix spec, DenseMatrix vectors) {
    Path file =
        spec.names()
            .orElseThrow(
                () ->
                    new UsageException(
                        "model.gene-encoder.names: %s does not name its rows; give a text file with"
                                .formatted(spec.file())
                            + " one gene per line"));
    List<String[]> lines = VectorText.lines(file).map(line -> line.split("\t", -1)).toList();
    if (lines.size() != vectors.rows()) {
      throw new DataException(
          "%s names %d genes, and %s has %d rows"
              .formatted(file, lines.size(), spec.file(), vectors.rows()));
    }
    int columns = lines.stream().mapToInt(line -> line.length).min().orElse(0);
    List<List<String>> names = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      int column = c;
      titles.add("name " + (c + 1));
      names.add(lines.stream().map(line -> line[column].strip()).toList());
    }
    return new NamedVectors(names(titles, names), vectors);
  }

  static SequencedMap<String, List<String>> names(List<String> titles, List<List<String>> names) {
    SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
    for (int c = 0; c < titles.size(); c++) {
      columns.put(titles.get(c), names.get(c));
    }
    return columns;
  }

  private static void requireFinite(Path file, DenseMatrix vectors) {
    for (int i = 0; i < vectors.values().length; i++) {
      if (!Double.isFinite(vectors.values()[i])) {
        throw new DataException(
            "%s: row %d holds %s, which is no number"
                .formatted(file, i / vectors.columns() + 1, vectors.values()[i]));
      }
    }
  }
}
