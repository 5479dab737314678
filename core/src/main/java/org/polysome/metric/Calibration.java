package org.polysome.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How well confidence agrees with accuracy: cells are put in bins of equal width by their
 * confidence, lower ends open, upper ends closed (Guo et al. 2017, section 2).
 *
 * @param bins from low to high confidence, empty ones too
 */
public record Calibration(List<Bin> bins) {

  /** The number of bins of the paper. */
  public static final int BINS = 15;

  /** Shares of votes lie exactly on ends of bins, up to rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * The cells of one bin.
   *
   * @param cells how many
   * @param confidence their mean confidence, 0 where there is none
   * @param accuracy the share that is right, 0 where there is none
   */
  public record Bin(int cells, double confidence, double accuracy) {}

  /** Copies the bins. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Fills the bins. */
  public static Calibration of(Confidences confidences) {
    int[] cells = new int[BINS];
    double[] sums = new double[BINS];
    int[] correct = new int[BINS];
    for (int cell = 0; cell < confidences.cells(); cell++) {
      double confidence = confidences.confidence()[cell];
      int bin = Math.clamp((long) Math.ceil(confidence * BINS - ROUNDING) - 1, 0, BINS - 1);
      cells[bin]++;
      sums[bin] += confidence;
      correct[bin] += confidences.correct()[cell] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      int divisor = Math.max(1, cells[i]);
      bins.add(new Bin(cells[i], sums[i] / divisor, (double) correct[i] / divisor));
    }
    return new Calibration(bins);
  }

  /** The mean over cells of the difference of accuracy and confidence of their bin. */
  public Measurement expectedError() {
    double sum = 0;
    long cells = 0;
    for (Bin bin : bins) {
      sum += bin.cells * Math.abs(bin.accuracy - bin.confidence);
      cells += bin.cells;
    }
    return cells == 0 ? Measurement.none(Status.TOO_FEW_CELLS) : Measurement.of(sum / cells);
  }
}
