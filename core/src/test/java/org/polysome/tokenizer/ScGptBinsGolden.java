package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;

/**
 * scGPT's bins, for given uniform numbers. Values of a batch are float32, so {@code out.rows64} of
 * float64 values is not reachable.
 */
public final class ScGptBinsGolden implements GoldenCheck {

  @Override
  public void check(GoldenCase golden) {
    for (int row = 0; row < GoldenRows.rows(golden, "in.rows32"); row++) {
      check(golden, row);
    }
  }

  private static void check(GoldenCase golden, int row) {
    float[] values = floats(GoldenRows.row(golden, "in.rows32", row));
    double[] uniform = GoldenRows.row(golden, "in.u", row);
    double[] expected = GoldenRows.row(golden, "out.rows32.edges", row);
    double[] edges = edges(values, expected.length);
    if (edges.length > 0) {
      assertThat(edges).as("edges of row %d", row).containsExactly(expected);
    }
    for (int gene = 0; gene < values.length; gene++) {
      if (values[gene] != 0) {
        int left = QuantileBins.notAbove(edges, values[gene]);
        int right = QuantileBins.below(edges, values[gene]);
        assertThat(left).isEqualTo(integer(golden, "left_index", row, gene));
        assertThat(right).isEqualTo(integer(golden, "right_index", row, gene));
        assertThat(QuantileBins.spread(edges, values[gene], uniform[gene]))
            .as("row %d gene %d", row, gene)
            .isEqualTo(integer(golden, "bin_given_u", row, gene));
        assertThat(QuantileBins.spread(edges, values[gene], 1 - 1e-9))
            .isEqualTo(integer(golden, "bin_min", row, gene));
        assertThat(QuantileBins.spread(edges, values[gene], 0))
            .isEqualTo(integer(golden, "bin_max", row, gene));
      }
    }
    checkDrawn(golden, row, values, expected.length);
  }

  /** Bins with ties drawn by a seed of ours lie where the reference's can. */
  private static void checkDrawn(GoldenCase golden, int row, float[] values, int edges) {
    int[] bins = QuantileBins.spreadBins(values, edges, row);
    for (int gene = 0; gene < bins.length; gene++) {
      assertThat(bins[gene])
          .isBetween(integer(golden, "bin_min", row, gene), integer(golden, "bin_max", row, gene));
    }
  }

  private static int integer(GoldenCase golden, String name, int row, int gene) {
    return (int) GoldenRows.row(golden, "out.rows32." + name, row)[gene];
  }

  private static double[] edges(float[] values, int count) {
    float[] nonZero = new float[values.length];
    int size = 0;
    for (float value : values) {
      if (value != 0) {
        nonZero[size++] = value;
      }
    }
    float[] ascending = Arrays.copyOf(nonZero, size);
    Arrays.sort(ascending);
    return size == 0 ? new double[0] : QuantileBins.edges(ascending, count);
  }

  private static float[] floats(double[] numbers) {
    float[] result = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      result[i] = (float) numbers[i];
    }
    return result;
  }
}
