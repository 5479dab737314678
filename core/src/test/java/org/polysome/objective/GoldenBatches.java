package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** The inputs of golden cases as batches. */
final class GoldenBatches {

  /** What the reference writes where there is no label. */
  static final float IGNORED = -100;

  private GoldenBatches() {}

  /** A batch in which every position with a label is hidden. */
  static TokenBatch hidden(float[] labels, int cells) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != IGNORED) {
        positions.add(i);
      }
    }
    int[] rows = positions.stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      values[row] = labels[rows[row]];
    }
    int tokens = labels.length / cells;
    int[] lengths = new int[cells];
    Arrays.fill(lengths, tokens);
    byte[] kinds = new byte[labels.length];
    for (int row : rows) {
      kinds[row] = TokenKind.MASK.code();
    }
    return new TokenBatch(
        cells,
        tokens,
        new int[labels.length],
        new float[labels.length],
        new float[labels.length],
        kinds,
        lengths,
        new int[cells],
        Map.of(),
        Optional.of(new TokenBatch.Masked(rows, new int[rows.length], values, values)),
        Optional.empty(),
        Map.of());
  }

  /** A batch in which every position with a label is hidden, (cells, tokens) labels. */
  static TokenBatch hidden(Tensor labels) {
    return hidden(labels.toFloats(), (int) labels.size(0));
  }

  /**
   * Whole cells: the genes with a value are measured, those in the input are tokens. Each cell is
   * of a source of its own.
   *
   * @param rows genes and values of each cell
   * @param inputs gene ids of each cell's tokens; ids that the cell has no value of stand for none
   */
  static TokenBatch whole(List<Map<Integer, Float>> rows, int[][] inputs, int vocabulary) {
    int cells = rows.size();
    int tokens = inputs[0].length;
    int[] genes = new int[cells * tokens];
    byte[] kinds = new byte[cells * tokens];
    List<Integer> wholeGenes = new ArrayList<>();
    List<Float> wholeValues = new ArrayList<>();
    int[] indptr = new int[cells + 1];
    for (int cell = 0; cell < cells; cell++) {
      Map<Integer, Float> row = rows.get(cell);
      for (int token = 0; token < tokens; token++) {
        int gene = inputs[cell][token];
        float value = row.getOrDefault(gene, Float.NaN);
        boolean known = !Float.isNaN(value);
        genes[cell * tokens + token] = known ? gene : vocabulary;
        TokenKind kind = !known ? TokenKind.CLS : value == 0 ? TokenKind.ZERO : TokenKind.VALUE;
        kinds[cell * tokens + token] = kind.code();
      }
      new TreeMap<>(row)
          .forEach(
              (gene, seen) -> {
                if (seen != 0) {
                  wholeGenes.add(gene);
                  wholeValues.add(seen);
                }
              });
      indptr[cell + 1] = wholeGenes.size();
    }
    float[] values = new float[wholeValues.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = wholeValues.get(i);
    }
    int[] lengths = new int[cells];
    Arrays.fill(lengths, tokens);
    int[] sources = new int[cells];
    Arrays.setAll(sources, cell -> cell);
    return new TokenBatch(
        cells,
        tokens,
        genes,
        new float[genes.length],
        new float[genes.length],
        kinds,
        lengths,
        sources,
        Map.of(),
        Optional.empty(),
        Optional.of(
            new TokenBatch.WholeCells(
                indptr,
                wholeGenes.stream().mapToInt(Integer::intValue).toArray(),
                values,
                values,
                measured(rows, vocabulary))),
        Map.of());
  }

  /** A source per cell, which measured the genes that the cell has a value of. */
  static MeasuredGenes measured(List<Map<Integer, Float>> rows, int vocabulary) {
    List<BitSet> sources = new ArrayList<>();
    for (Map<Integer, Float> row : rows) {
      BitSet genes = new BitSet();
      row.keySet().forEach(genes::set);
      sources.add(genes);
    }
    return MeasuredGenes.of(vocabulary, sources);
  }
}
