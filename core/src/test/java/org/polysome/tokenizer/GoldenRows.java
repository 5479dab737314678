package org.polysome.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;

/** Matrices of golden cases as cells, and tokenizers from YAML. */
final class GoldenRows {

  private GoldenRows() {}

  /** A tokenizer of one source that measured every gene. */
  static Tokenizer tokenizer(int genes, Fitted fitted, String yaml) {
    return new Tokenizer(spec(yaml), MeasuredGenes.everything(1, genes), fitted);
  }

  static TokenizerSpec spec(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), TokenizerSpec.class);
  }

  /** A row of a matrix. */
  static double[] row(GoldenCase golden, String name, int row) {
    int width = width(golden, name);
    return Arrays.copyOfRange(
        golden.tensor(name).toDoubles(), row * width, Math.multiplyExact(row + 1, width));
  }

  static int rows(GoldenCase golden, String name) {
    return (int) golden.tensor(name).shape()[0];
  }

  static int width(GoldenCase golden, String name) {
    return (int) golden.tensor(name).shape()[1];
  }

  static int[] ints(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }

  /** A cell of the counts above zero. */
  static Cell cell(double[] counts) {
    int[] genes = IntStream.range(0, counts.length).filter(gene -> counts[gene] > 0).toArray();
    float[] seen = new float[genes.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) counts[genes[i]];
    }
    return new Cell(genes, seen, 0);
  }

  /** Every row of a matrix of counts as a cell. */
  static List<Cell> cells(GoldenCase golden, String name) {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < rows(golden, name); row++) {
      cells.add(cell(row(golden, name, row)));
    }
    return cells;
  }

  static Fitted medians(double[] medians) {
    return new Fitted(
        Optional.empty(),
        Optional.of(medians),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
