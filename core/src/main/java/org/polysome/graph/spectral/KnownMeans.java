package org.polysome.graph.spectral;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The mean of each column over the rows that know it, zeros included: {@code m_g = sum(x_g) / n_g}.
 *
 * @param mean one number for each column; 0 where no row knows it
 * @param squares the sum of the squared distances from it, {@code sum(x_g^2) - n_g m_g^2}
 */
public record KnownMeans(double[] mean, double[] squares) {

  /** Reads every row once. */
  public static KnownMeans of(RowStream rows) {
    int columns = rows.columns();
    double[] sums = new double[columns];
    double[] squares = new double[columns];
    long[] groups = new long[rows.known().size()];
    rows.read(
        0,
        rows.rows(),
        (group, places, values, size) -> {
          groups[group]++;
          for (int i = 0; i < size; i++) {
            sums[places[i]] += values[i];
            squares[places[i]] += (double) values[i] * values[i];
          }
        });
    long[] counts = new long[columns];
    IntStream.range(0, groups.length)
        .forEach(group -> add(rows.known().get(group), groups[group], counts));
    for (int column = 0; column < columns; column++) {
      double mean = counts[column] == 0 ? 0 : sums[column] / counts[column];
      squares[column] = Math.max(0, squares[column] - sums[column] * mean);
      sums[column] = mean;
    }
    return new KnownMeans(sums, squares);
  }

  private static void add(BitSet known, long rows, long[] counts) {
    known.stream().forEach(column -> counts[column] += rows);
  }

  /** The squared distances of all rows from the mean, together. */
  double total() {
    double total = 0;
    for (double square : squares) {
      total += square;
    }
    return total;
  }
}
