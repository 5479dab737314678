package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.GoldenTensors;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
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

  /** The reference's cells: the genes with a value are measured, those in the input are tokens. */
  static TokenBatch wholeCells(GoldenTensors golden) {
    int cells = golden.size("in.wced_input_ids", 0);
    int tokens = golden.size("in.wced_input_ids", 1);
    int vocabulary = golden.size("in.wced_logits", 2);
    int[] genes = new int[cells * tokens];
    byte[] kinds = new byte[cells * tokens];
    List<Integer> wholeGenes = new ArrayList<>();
    List<Float> wholeValues = new ArrayList<>();
    int[] indptr = new int[cells + 1];
    for (int cell = 0; cell < cells; cell++) {
      double[] labels = golden.row("out.wced_labels.all", cell);
      double[] inputs = golden.row("out.wced_labels.input", cell);
      Arrays.fill(genes, cell * tokens, (cell + 1) * tokens, vocabulary);
      int token = cell * tokens;
      for (int gene = 0; gene < vocabulary; gene++) {
        if (inputs[gene] != IGNORED) {
          genes[token] = gene;
          kinds[token++] = (inputs[gene] == 0 ? TokenKind.ZERO : TokenKind.VALUE).code();
        }
        if (labels[gene] != IGNORED && labels[gene] != 0) {
          wholeGenes.add(gene);
          wholeValues.add((float) labels[gene]);
        }
      }
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
                indptr, wholeGenes.stream().mapToInt(Integer::intValue).toArray(), values, values)),
        Map.of());
  }

  static MeasuredGenes measured(GoldenTensors golden, int vocabulary) {
    List<BitSet> sources = new ArrayList<>();
    for (int cell = 0; cell < golden.size("out.wced_labels.all", 0); cell++) {
      BitSet row = new BitSet();
      double[] labels = golden.row("out.wced_labels.all", cell);
      for (int gene = 0; gene < vocabulary; gene++) {
        row.set(gene, labels[gene] != IGNORED);
      }
      sources.add(row);
    }
    return MeasuredGenes.of(vocabulary, sources);
  }

  static Tensor clsLogits(GoldenTensors golden, int vocabulary) {
    float[] logits = floats(clsRows(golden.numbers("in.wced_logits"), golden));
    return Tensors.of(logits, logits.length / vocabulary / 2, vocabulary, 2);
  }

  /** The rows of token 0 of (cells, tokens, genes, 2). */
  static double[] clsRows(double[] logits, GoldenTensors golden) {
    int tokens = golden.size("in.wced_logits", 1);
    int size = golden.size("in.wced_logits", 2) * 2;
    double[] rows = new double[logits.length / tokens];
    for (int cell = 0; cell < rows.length / size; cell++) {
      System.arraycopy(logits, cell * tokens * size, rows, cell * size, size);
    }
    return rows;
  }

  static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
