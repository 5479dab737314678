package org.polysome.graph.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/** Against all eigenvectors of the dense scatter matrix, in doubles. */
class StreamedPcaTest {

  private static final long SEED = 11;

  @ParameterizedTest
  @CsvSource({"80, 30, 5", "40, 200, 6", "300, 60, 12", "12, 400, 11"})
  void findsWhatTheFullDecompositionFinds(int rows, int columns, int k) {
    Rows data = Rows.random(rows, columns, 3);
    double[] mean = data.means();
    DenseMatrix centred = data.centred(mean);
    var full = SymmetricEigen.of(scatter(centred));
    StreamedPca found = StreamedPca.fit(data, k, 40, SEED);
    assertThat(found.pca().mean()).containsExactly(mean, within(1e-12));
    assertThat(found.pca().components().rows()).isEqualTo(k);
    for (int i = 0; i < k; i++) {
      double value = full.values()[i];
      assertThat(found.pca().variance()[i] * (rows - 1)).isCloseTo(value, within(1e-8 * value));
      double cosine = 0;
      for (int column = 0; column < columns; column++) {
        cosine += found.pca().components().get(i, column) * full.vectors().get(i, column);
      }
      assertThat(Math.abs(cosine)).as("component %d, seed %d", i, SEED).isCloseTo(1, within(1e-6));
    }
    double total = Arrays.stream(centred.values()).map(x -> x * x).sum();
    assertThat(found.total() * (rows - 1)).isCloseTo(total, within(1e-9 * total));
  }

  @Test
  void agreesWithPcaInMemoryWhereEveryColumnIsKnown() {
    Rows data = Rows.random(90, 40, 1);
    Pca other = Pca.fit(RowOperator.of(data.dense()), 6, SEED);
    Pca found = StreamedPca.fit(data, 6, 30, SEED).pca();
    assertThat(found.components().values())
        .containsExactly(other.components().values(), within(1e-6));
    assertThat(found.variance()).containsExactly(other.variance(), within(1e-8));
  }

  @Test
  void fewerComponentsComeBackWhereTheRowsHaveFewer() {
    assertThat(StreamedPca.fit(Rows.random(5, 30, 1), 20, 8, SEED).pca().components().rows())
        .isEqualTo(4);
  }

  @Test
  void theSameSeedGivesTheSameBitsAtAnyNumberOfThreads() throws Exception {
    Rows data = Rows.random(200, 120, 2);
    double[] here = StreamedPca.fit(data, 7, 4, SEED).pca().components().values();
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      double[] alone =
          one.submit(() -> StreamedPca.fit(data, 7, 4, SEED).pca().components().values()).get();
      assertThat(alone).containsExactly(here);
    }
    assertThat(StreamedPca.fit(data, 7, 1, SEED + 1).pca().components().values())
        .isNotEqualTo(StreamedPca.fit(data, 7, 1, SEED).pca().components().values());
  }

  private static DenseMatrix scatter(DenseMatrix centred) {
    int d = centred.columns();
    DenseMatrix scatter = DenseMatrix.zeros(d, d);
    for (int row = 0; row < centred.rows(); row++) {
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          scatter.values()[a * d + b] += centred.get(row, a) * centred.get(row, b);
        }
      }
    }
    return scatter;
  }

  /** Sparse rows of several groups, each of which does not know some of the columns. */
  private record Rows(List<float[]> all, int[] groups, List<BitSet> known) implements RowStream {

    static Rows random(int rows, int columns, int groups) {
      Random random = new Random(SEED);
      List<BitSet> known = new ArrayList<>();
      for (int group = 0; group < groups; group++) {
        BitSet bits = new BitSet();
        boolean everything = group == 0;
        IntStream.range(0, columns)
            .filter(column -> everything || random.nextInt(4) > 0)
            .forEach(bits::set);
        known.add(bits);
      }
      int[] groupOf = random.ints(rows, 0, groups).toArray();
      List<float[]> all = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        float[] values = new float[columns];
        float common = random.nextFloat();
        known.get(groupOf[row]).stream()
            .filter(column -> random.nextInt(3) > 0)
            .forEach(
                column ->
                    values[column] =
                        1 + common * (column % 7) + 3 * random.nextFloat() / (1 + column));
        all.add(values);
      }
      return new Rows(all, groupOf, known);
    }

    @Override
    public int rows() {
      return all.size();
    }

    @Override
    public int columns() {
      return all.getFirst().length;
    }

    @Override
    public void read(int from, int until, Reader reader) {
      for (int row = from; row < until; row++) {
        float[] values = all.get(row);
        int[] columns =
            IntStream.range(0, values.length).filter(column -> values[column] != 0).toArray();
        float[] numbers = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
          numbers[i] = values[columns[i]];
        }
        reader.row(groups[row], columns, numbers, columns.length);
      }
    }

    double[] means() {
      double[] means = new double[columns()];
      for (int column = 0; column < means.length; column++) {
        int known = 0;
        for (int row = 0; row < rows(); row++) {
          if (known().get(groups[row]).get(column)) {
            known++;
            means[column] += all.get(row)[column];
          }
        }
        means[column] /= Math.max(1, known);
      }
      return means;
    }

    DenseMatrix centred(double[] means) {
      DenseMatrix centred = DenseMatrix.zeros(rows(), columns());
      for (int row = 0; row < rows(); row++) {
        for (int column = 0; column < columns(); column++) {
          if (known.get(groups[row]).get(column)) {
            centred.values()[row * columns() + column] = all.get(row)[column] - means[column];
          }
        }
      }
      return centred;
    }

    DenseMatrix dense() {
      return centred(new double[columns()]);
    }
  }
}
