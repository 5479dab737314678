package org.polysome.corpus;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The same batches in every epoch, shortest cells first: for validation and for statistics. */
public final class OrderedPlan implements BatchPlan {

  private final int[] rows;
  private final int batchSize;

  /**
   * A plan.
   *
   * @param rows the corpus rows
   * @param length the number of tokens of a corpus row
   * @param batchSize most cells of a batch
   */
  public OrderedPlan(int[] rows, IntUnaryOperator length, int batchSize) {
    this.rows =
        Arrays.stream(rows)
            .mapToLong(row -> (long) length.applyAsInt(row) << 32 | row)
            .sorted()
            .mapToInt(key -> (int) key)
            .toArray();
    this.batchSize = batchSize;
  }

  @Override
  public long stepsPerEpoch() {
    return Math.ceilDiv(rows.length, batchSize);
  }

  @Override
  public int[] rows(long step) {
    long steps = stepsPerEpoch();
    return Arrays.copyOfRange(
        rows,
        BatchPlan.cut(rows.length, step % steps, steps),
        BatchPlan.cut(rows.length, step % steps + 1, steps));
  }
}
