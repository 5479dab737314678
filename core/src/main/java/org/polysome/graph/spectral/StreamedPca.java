package org.polysome.graph.spectral;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.random.Seeds;

/**
 * Principal components of rows that are read again and again: block power iteration on their
 * scatter matrix {@code S = sum(c c^T)} from a random start, and Rayleigh-Ritz in the subspace that
 * it ends with (Halko, Martinsson and Tropp, 2011, algorithm 4.4 with {@code A^T A} for A; Golub
 * and Van Loan, section 8.2.4). A row x is centred to {@code c_g = x_g - m_g} in the columns that
 * it knows and to 0, the mean, in the others. Memory grows with columns times components and not
 * with rows. The same rows and seed give the same bits at any number of threads.
 *
 * @param pca the components by falling variance; fewer than asked for where the rows have fewer
 * @param total the variance of the rows along all directions together
 */
public record StreamedPca(Pca pca, double total) {

  /** Directions beyond those asked for, which carry the error. */
  private static final int OVERSAMPLING = 10;

  /** Pieces that are summed apart and then together, always as many, so that sums never differ. */
  private static final int PIECES = 8;

  /**
   * Fits the first components.
   *
   * @param rows at least 2
   * @param k how many components
   * @param passes how often the rows are read beside the pass for the means; components whose
   *     variance hardly stands out from what follows need more
   * @param seed of the random start; it makes no difference where k + 10 is the number of columns
   */
  public static StreamedPca fit(RowStream rows, int k, int passes, long seed) {
    if (rows.rows() < 2 || k < 1 || passes < 1) {
      throw new IllegalArgumentException(
          k + " components of " + rows.rows() + " rows in " + passes + " passes");
    }
    KnownMeans means = KnownMeans.of(rows);
    Scatter scatter = new Scatter(rows, means.mean());
    int width = Math.min(k + OVERSAMPLING, rows.columns());
    DenseMatrix range = RandomizedRange.orthonormal(start(rows.columns(), width, seed));
    DenseMatrix image = scatter.times(range);
    for (int pass = 1; pass < passes; pass++) {
      range = RandomizedRange.orthonormal(image);
      image = scatter.times(range);
    }
    var eigen = SymmetricEigen.of(symmetric(MatrixProduct.multiply(range.transposed(), image)));
    int most = Math.min(k, Math.min(width, rows.rows() - 1));
    DenseMatrix directions =
        MatrixProduct.multiply(eigen.vectors().rows(0, most), range.transposed());
    Pca pca = Pca.of(means.mean(), rows.rows(), directions, Arrays.copyOf(eigen.values(), most));
    return new StreamedPca(pca, means.total() / (rows.rows() - 1));
  }

  private static DenseMatrix start(int rows, int columns, long seed) {
    RandomGenerator random = Seeds.generator(seed, Seeds.of("pca"));
    DenseMatrix start = DenseMatrix.zeros(rows, columns);
    Arrays.setAll(start.values(), i -> random.nextGaussian());
    return start;
  }

  private static DenseMatrix symmetric(DenseMatrix matrix) {
    DenseMatrix turned = matrix.transposed();
    double[] values = turned.values();
    Arrays.setAll(values, i -> (values[i] + matrix.values()[i]) / 2);
    return turned;
  }

  /** The scatter matrix of rows, which is never made. */
  private record Scatter(RowStream rows, double[] mean) {

    /** This times {@code right} (columns, width). */
    DenseMatrix times(DenseMatrix right) {
      double[][] shifts = shifts(right);
      Part whole = new Part(DenseMatrix.zeros(rows.columns(), right.columns()), sums(right));
      // A piece takes as much memory as the result: no more of them at once than there are
      // processors.
      int wave = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, PIECES);
      for (int from = 0; from < PIECES; from += wave) {
        Part[] parts = new Part[Math.min(wave, PIECES - from)];
        int first = from;
        IntStream.range(0, parts.length)
            .parallel()
            .forEach(place -> parts[place] = part(first + place, right, shifts));
        for (Part part : parts) {
          whole.add(part);
        }
      }
      whole.subtractMeans(mean, rows.known());
      return whole.image;
    }

    /** The product of the mean with {@code right}, over the columns that each group knows. */
    private double[][] shifts(DenseMatrix right) {
      int width = right.columns();
      double[][] shifts = new double[rows.known().size()][width];
      for (int group = 0; group < shifts.length; group++) {
        double[] shift = shifts[group];
        rows.known().get(group).stream()
            .forEach(column -> addScaled(right.values(), column * width, mean[column], shift, 0));
      }
      return shifts;
    }

    private double[][] sums(DenseMatrix right) {
      return new double[rows.known().size()][right.columns()];
    }

    private Part part(int piece, DenseMatrix right, double[][] shifts) {
      int width = right.columns();
      Part part = new Part(DenseMatrix.zeros(rows.columns(), width), sums(right));
      int from = (int) ((long) rows.rows() * piece / PIECES);
      int until = (int) ((long) rows.rows() * (piece + 1) / PIECES);
      double[] scores = new double[width];
      rows.read(
          from,
          until,
          (group, columns, values, size) -> {
            Arrays.setAll(scores, i -> -shifts[group][i]);
            for (int i = 0; i < size; i++) {
              addScaled(right.values(), columns[i] * width, values[i], scores, 0);
            }
            addScaled(scores, 0, 1, part.sums[group], 0);
            for (int i = 0; i < size; i++) {
              addScaled(scores, 0, values[i], part.image.values(), columns[i] * width);
            }
          });
      return part;
    }
  }

  /**
   * What some rows add.
   *
   * @param image of their entries
   * @param sums of the scores of each group's rows
   */
  private record Part(DenseMatrix image, double[][] sums) {

    void add(Part other) {
      double[] values = image.values();
      Arrays.setAll(values, i -> values[i] + other.image.values()[i]);
      for (int group = 0; group < sums.length; group++) {
        addScaled(other.sums[group], 0, 1, sums[group], 0);
      }
    }

    void subtractMeans(double[] mean, List<BitSet> known) {
      int width = image.columns();
      for (int group = 0; group < sums.length; group++) {
        double[] sum = sums[group];
        known.get(group).stream()
            .forEach(column -> addScaled(sum, 0, -mean[column], image.values(), column * width));
      }
    }
  }

  /** Adds a multiple of part of an array to part of another; the shorter array is one vector. */
  private static void addScaled(double[] from, int a, double scale, double[] into, int b) {
    int width = Math.min(from.length, into.length);
    for (int i = 0; i < width; i++) {
      into[b + i] += scale * from[a + i];
    }
  }
}
