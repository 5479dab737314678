package org.polysome.prepare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.RowBlocks;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Task;

/**
 * What the numbers of a matrix look like, gathered block by block in memory of a few numbers per
 * cell. {@link DetectedState#of} draws the conclusion.
 */
public final class MatrixProfile {

  private static final int SAMPLE_BLOCKS = 16;

  /**
   * Where a number is.
   *
   * @param row its cell
   * @param column its gene
   * @param value the number
   */
  public record Place(int row, int column, float value) {}

  private int rows;
  private long entries;
  private long nan;
  private long infinite;
  private long negative;
  private long fractions;
  private int wholeRows;
  private int emptyRows;
  private int steppedRows;
  private int expSteppedRows;
  private float minimum = Float.POSITIVE_INFINITY;
  private float maximum = Float.NEGATIVE_INFINITY;
  private double[] totals = new double[0];
  private double[] expTotals = new double[0];
  private double[] exp2Totals = new double[0];
  private double[] rowEntries = new double[0];
  private final Map<Float, Integer> rowMaxima = new HashMap<>();
  private final Map<Float, Integer> rowSteps = new HashMap<>();
  private Optional<Place> firstNan = Optional.empty();

  /** The profile of a whole matrix. */
  public static MatrixProfile whole(RowMatrix matrix, Task task) {
    MatrixProfile profile = new MatrixProfile();
    RowBlocks.forEach(
        matrix,
        (firstRow, block) -> {
          profile.add(block, firstRow);
          task.advance(block.rows());
        });
    return profile;
  }

  /** The profile of some blocks of cells, spread evenly so that appended sources are all seen. */
  public static MatrixProfile sample(RowMatrix matrix, int cells) {
    MatrixProfile profile = new MatrixProfile();
    int height = Math.max(1, cells / SAMPLE_BLOCKS);
    long blocks = Math.min(SAMPLE_BLOCKS, Math.ceilDiv(matrix.rows(), height));
    for (long b = 0; b < blocks; b++) {
      int from =
          (int) (b * (matrix.rows() - Math.min(height, matrix.rows())) / Math.max(1, blocks - 1));
      profile.add(matrix.rows(from, Math.min(matrix.rows(), from + height)), from);
    }
    return profile;
  }

  /** Adds a block whose first row has this number in the matrix. */
  public void add(CsrMatrix block, int firstRow) {
    grow(rows + block.rows());
    for (int r = 0; r < block.rows(); r++) {
      addNumbers(block, r, firstRow + r);
      addRow(RowProfile.of(block, r));
    }
  }

  private void grow(int needed) {
    if (needed > totals.length) {
      int length = Math.max(needed, totals.length * 2);
      totals = Arrays.copyOf(totals, length);
      expTotals = Arrays.copyOf(expTotals, length);
      exp2Totals = Arrays.copyOf(exp2Totals, length);
      rowEntries = Arrays.copyOf(rowEntries, length);
    }
  }

  private void addNumbers(CsrMatrix block, int row, int number) {
    for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
      float value = block.values()[i];
      if (Float.isNaN(value)) {
        nan++;
        if (firstNan.isEmpty()) {
          firstNan = Optional.of(new Place(number, block.indices()[i], value));
        }
        continue;
      }
      infinite += Float.isInfinite(value) ? 1 : 0;
      negative += value < 0 ? 1 : 0;
      fractions += value == Math.rint(value) ? 0 : 1;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }

  private void addRow(RowProfile row) {
    totals[rows] = row.total();
    expTotals[rows] = row.expTotal();
    exp2Totals[rows] = row.exp2Total();
    rowEntries[rows] = row.entries();
    rows++;
    entries += row.entries();
    emptyRows += row.entries() == 0 ? 1 : 0;
    wholeRows += row.entries() > 0 && row.whole() ? 1 : 0;
    if (row.stepped()) {
      steppedRows++;
      rowSteps.merge(row.smallest(), 1, Integer::sum);
    }
    expSteppedRows += row.expStepped() ? 1 : 0;
    if (row.entries() > 0) {
      rowMaxima.merge(row.maximum(), 1, Integer::sum);
    }
  }

  /** Cells looked at. */
  public int rows() {
    return rows;
  }

  /** Non-zeros seen. */
  public long entries() {
    return entries;
  }

  /** NaN seen. */
  public long nan() {
    return nan;
  }

  /** Infinite numbers seen. */
  public long infinite() {
    return infinite;
  }

  /** Negative numbers seen. */
  public long negative() {
    return negative;
  }

  /** Numbers seen that are not whole. */
  public long fractions() {
    return fractions;
  }

  /** Cells without a non-zero. */
  public int emptyRows() {
    return emptyRows;
  }

  /** Cells with non-zeros, all of them whole numbers. */
  public int wholeRows() {
    return wholeRows;
  }

  /** The smallest non-zero, if there is any. */
  public Optional<Float> minimum() {
    return entries > nan ? Optional.of(minimum) : Optional.empty();
  }

  /** The largest number, if there is any non-zero. */
  public Optional<Float> maximum() {
    return entries > nan ? Optional.of(maximum) : Optional.empty();
  }

  /** The first NaN in row order. */
  public Optional<Place> firstNan() {
    return firstNan;
  }

  /** The median over cells of the sum of a cell; 0 without cells. */
  public double medianTotal() {
    return Spread.of(Arrays.copyOf(totals, rows)).median();
  }

  /** The median over cells of the number of non-zeros; 0 without cells. */
  public double medianEntries() {
    return Spread.of(Arrays.copyOf(rowEntries, rows)).median();
  }

  /** The most frequent maximum of a cell, and in how many cells it is. */
  Map.Entry<Float, Integer> commonMaximum() {
    return mostFrequent(rowMaxima);
  }

  /** The most frequent step of a cell whose numbers are multiples of one step. */
  Map.Entry<Float, Integer> commonStep() {
    return mostFrequent(rowSteps);
  }

  private static Map.Entry<Float, Integer> mostFrequent(Map<Float, Integer> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.<Float, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElse(Map.entry(0f, 0));
  }

  int filledRows() {
    return rows - emptyRows;
  }

  int steppedRows() {
    return steppedRows;
  }

  int expSteppedRows() {
    return expSteppedRows;
  }

  Spread totals() {
    return Spread.of(Arrays.stream(totals, 0, rows).filter(t -> t != 0).toArray());
  }

  Spread expTotals() {
    return Spread.of(Arrays.stream(expTotals, 0, rows).filter(Double::isFinite).toArray());
  }

  Spread exp2Totals() {
    return Spread.of(Arrays.stream(exp2Totals, 0, rows).filter(Double::isFinite).toArray());
  }
}
