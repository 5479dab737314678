package org.polysome.objective;

import java.util.stream.IntStream;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * The hidden values of a batch on the host, each with the cell it belongs to; none for a batch of
 * which nothing was hidden.
 */
final class HiddenValues {

  private final TokenBatch batch;
  private final TokenBatch.Masked masked;

  private HiddenValues(TokenBatch batch, TokenBatch.Masked masked) {
    this.batch = batch;
    this.masked = masked;
  }

  static HiddenValues of(TokenBatch batch) {
    return new HiddenValues(
        batch,
        batch
            .masked()
            .orElseThrow(
                () ->
                    new UsageException(
                        "an objective asks for hidden values, but none are hidden; give it a ratio"
                            + " or put masked-values beside it")));
  }

  int size() {
    return masked.positions().length;
  }

  /** Flat positions in (cells, tokens), ascending. */
  int[] positions() {
    return masked.positions();
  }

  float[] values() {
    return masked.values();
  }

  /** The raw counts. */
  float[] counts() {
    return masked.counts();
  }

  int cell(int row) {
    return masked.positions()[row] / batch.tokens();
  }

  /**
   * The class of each hidden value among all values of its cell's genes, hidden and seen. Tokens
   * that are no genes, such as those of depth, have values of another kind and take no part.
   */
  int[] classes(ValueBins bins) {
    float[] all = batch.values().clone();
    for (int row = 0; row < size(); row++) {
      all[masked.positions()[row]] = masked.values()[row];
    }
    int[] classOf = new int[all.length];
    int last = -1;
    for (int row = 0; row < size(); row++) {
      if (cell(row) != last) {
        last = cell(row);
        binCell(last, all, bins, classOf);
      }
    }
    return IntStream.of(masked.positions()).map(position -> classOf[position]).toArray();
  }

  private void binCell(int cell, float[] all, ValueBins bins, int[] classOf) {
    int from = cell * batch.tokens();
    int[] genes =
        IntStream.range(from, from + batch.lengths()[cell]).filter(this::isGene).toArray();
    float[] values = new float[genes.length];
    for (int i = 0; i < genes.length; i++) {
      values[i] = all[genes[i]];
    }
    int[] classes = bins.classes(values);
    for (int i = 0; i < genes.length; i++) {
      classOf[genes[i]] = classes[i];
    }
  }

  private boolean isGene(int position) {
    byte kind = batch.kinds()[position];
    return kind == TokenKind.VALUE.code()
        || kind == TokenKind.ZERO.code()
        || kind == TokenKind.MASK.code();
  }

  /** How many values or cells a term's mean is over. */
  long count(ValueTerm term, Mean mean) {
    long rows = 0;
    long cells = 0;
    int lastCell = -1;
    for (int row = 0; row < size(); row++) {
      if (term.applies(values()[row])) {
        rows++;
        cells += cell(row) == lastCell ? 0 : 1;
        lastCell = cell(row);
      }
    }
    return mean == Mean.TOKENS ? rows : cells;
  }

  /** The weight of each row in a term's sum, 0 where the term does not apply. */
  float[] weights(ValueTerm term, Mean mean, LongTail longTail) {
    float[] weights = new float[size()];
    for (int row = 0; row < size(); ) {
      int until = row;
      while (until < size() && cell(until) == cell(row)) {
        until++;
      }
      weighCell(weights, row, until, term, longTail);
      if (mean == Mean.CELLS) {
        divide(weights, row, until, applying(term, row, until));
      }
      row = until;
    }
    return weights;
  }

  /** Weights of one cell whose mean over the rows where the term applies is one. */
  private void weighCell(float[] weights, int from, int until, ValueTerm term, LongTail longTail) {
    float smallest = Float.MAX_VALUE;
    for (int row = from; row < until; row++) {
      smallest = term.applies(values()[row]) ? Math.min(smallest, values()[row]) : smallest;
    }
    double sum = 0;
    for (int row = from; row < until; row++) {
      weights[row] = term.applies(values()[row]) ? longTail.of(values()[row], smallest) : 0;
      sum += weights[row];
    }
    if (longTail != LongTail.NONE && sum > 0) {
      divide(weights, from, until, sum / applying(term, from, until));
    }
  }

  private int applying(ValueTerm term, int from, int until) {
    int count = 0;
    for (int row = from; row < until; row++) {
      count += term.applies(values()[row]) ? 1 : 0;
    }
    return count;
  }

  private static void divide(float[] weights, int from, int until, double divisor) {
    for (int row = from; row < until; row++) {
      weights[row] = divisor == 0 ? 0 : (float) (weights[row] / divisor);
    }
  }
}
