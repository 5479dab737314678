package org.polysome.metric.perturbation.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.matrix.UnitRows;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class RelationshipRecallTest {

  @Test
  void recallAgreesWithEfaar() {
    double[] five = {1, 2, 3, 4, 5};
    double[] ends = {1, 5};
    assertThat(among(five, ends).recall(new Tails.Both(0.1, 0.9))).isEqualTo(Measurement.of(0));
    assertThat(among(five, ends).recall(new Tails.Both(0.2, 0.8))).isEqualTo(Measurement.of(1));
    double[] hundredths = IntStream.range(0, 100).mapToDouble(i -> i * 0.01).toArray();
    double[] asked = {0, .04, .05, .5, .94, .95, .96, 2, -1};
    Ranks ranks = among(hundredths, asked);
    assertThat(ranks.recall(Tails.BOTH)).isEqualTo(Measurement.of(0.6666666666666666));
    assertThat(ranks.recall(new Tails.Both(0.1, 0.9)))
        .isEqualTo(Measurement.of(0.8888888888888888));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 255, 257, 700})
  void ranksAreExactInBlocks(int genes) {
    DenseMatrix map = random(genes, 10, genes);
    // Equal rows make equal cosines, and a row of zeros cosines of 0.
    System.arraycopy(map.values(), 0, map.values(), (genes - 1) * 10, 10);
    Arrays.fill(map.values(), genes / 2 * 10, genes / 2 * 10 + 10, 0);
    RowPairs pairs = pairs(genes, Math.min(50, genes * genes), genes);
    Ranks ranks = RelationshipRecall.rank(map, List.of(pairs)).getFirst();
    DenseMatrix unit = UnitRows.of(map);
    DenseMatrix cosines = MatrixProduct.multiply(unit, unit.transposed());
    double[] nulls =
        IntStream.range(0, genes)
            .boxed()
            .flatMapToDouble(
                i -> IntStream.range(i + 1, genes).mapToDouble(j -> clamp(cosines.get(i, j))))
            .toArray();
    double[] asked =
        IntStream.range(0, pairs.size())
            .mapToDouble(i -> clamp(cosines.get(pairs.first()[i], pairs.second()[i])))
            .toArray();
    Ranks expected = among(nulls, asked);
    assertThat(ranks.nulls()).isEqualTo((long) genes * (genes - 1) / 2);
    assertThat(ranks.below()).containsExactly(expected.below());
    assertThat(ranks.atMost()).containsExactly(expected.atMost());
  }

  @Test
  void blocksBeyondOneColumnBlockAreExact() {
    int genes = 2100;
    DenseMatrix map = random(genes, 2, 77);
    RowPairs pairs = new RowPairs(new int[] {0, 5, 2099}, new int[] {2098, 2050, 3});
    Ranks ranks = RelationshipRecall.rank(map, List.of(pairs)).getFirst();
    DenseMatrix unit = UnitRows.of(map);
    double[] nulls = new double[genes * (genes - 1) / 2];
    int filled = 0;
    for (int i = 0; i < genes; i++) {
      DenseMatrix row =
          MatrixProduct.multiply(unit.rows(i, i + 1), unit.rows(i + 1, genes).transposed());
      System.arraycopy(row.values(), 0, nulls, filled, row.values().length);
      filled += row.values().length;
    }
    double[] asked = new double[3];
    for (int i = 0; i < 3; i++) {
      int first = pairs.first()[i];
      int second = pairs.second()[i];
      asked[i] =
          MatrixProduct.multiply(
                  unit.rows(first, first + 1), unit.rows(second, second + 1).transposed())
              .values()[0];
    }
    Ranks expected = among(nulls, asked);
    assertThat(ranks.below()).containsExactly(expected.below());
    assertThat(ranks.atMost()).containsExactly(expected.atMost());
  }

  @Test
  void randomMapsFindTheShareOfTheTails() {
    DenseMatrix map = RelationshipRecall.centred(random(400, 64, 3));
    Ranks ranks = RelationshipRecall.rank(map, List.of(pairs(400, 20_000, 4))).getFirst();
    assertThat(ranks.recall(Tails.BOTH).value().orElseThrow()).isCloseTo(0.10, Offset.offset(0.01));
    assertThat(ranks.recall(Tails.UPPER).value().orElseThrow())
        .isCloseTo(0.05, Offset.offset(0.01));
  }

  @Test
  void severalDatabasesAreRankedInOnePass() {
    DenseMatrix map = random(60, 5, 8);
    RowPairs one = pairs(60, 20, 1);
    RowPairs none = new RowPairs(new int[0], new int[0]);
    RowPairs other = pairs(60, 30, 2);
    List<Ranks> together = RelationshipRecall.rank(map, List.of(one, none, other));
    assertThat(together.get(0).below())
        .containsExactly(RelationshipRecall.rank(map, List.of(one)).getFirst().below());
    assertThat(together.get(2).atMost())
        .containsExactly(RelationshipRecall.rank(map, List.of(other)).getFirst().atMost());
    assertThat(together.get(1).recall(Tails.BOTH))
        .isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
  }

  @Test
  void centredMapsHaveNoMean() {
    DenseMatrix centred = RelationshipRecall.centred(random(30, 2, 5));
    assertThat(IntStream.range(0, 30).mapToDouble(i -> centred.get(i, 1)).sum())
        .isCloseTo(0, Offset.offset(1e-12));
  }

  @Test
  void pairsHaveNoOrderAndGenesNoPartnerInThemselves() {
    Set<GenePair> pairs = new LinkedHashSet<>();
    pairs.add(new GenePair("A", "B"));
    pairs.add(new GenePair("B", "A"));
    pairs.add(new GenePair("D", "C"));
    var known = new Relationships("test", pairs);
    assertThat(known.pairs()).hasSize(2);
    assertThat(known.genes()).containsExactly("A", "B", "C", "D");
    assertThatThrownBy(() -> new GenePair("A", "A")).hasMessage("A with itself");
    RowPairs rows = known.in(List.of("X", "C", "D"));
    assertThat(rows.size()).isEqualTo(1);
    assertThat(List.of(rows.first()[0], rows.second()[0])).containsExactly(1, 2);
    assertThatThrownBy(() -> known.in(List.of("A", "A"))).hasMessageContaining("occurs twice");
  }

  @Test
  void badMapsAreRefused() {
    DenseMatrix map = random(3, 2, 1);
    RowPairs outside = new RowPairs(new int[] {0}, new int[] {3});
    assertThatThrownBy(() -> RelationshipRecall.rank(map, List.of(outside)))
        .hasMessage("a pair lies outside 3 genes");
    map.values()[0] = Double.NaN;
    assertThatThrownBy(() -> RelationshipRecall.rank(map, List.of()))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> new Tails.Both(0.9, 0.1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The slow way. */
  private static Ranks among(double[] nulls, double[] asked) {
    return new Ranks(
        nulls.length,
        DoubleStream.of(asked)
            .mapToLong(value -> DoubleStream.of(nulls).filter(one -> one < value).count())
            .toArray(),
        DoubleStream.of(asked)
            .mapToLong(value -> DoubleStream.of(nulls).filter(one -> one <= value).count())
            .toArray());
  }

  private static double clamp(double value) {
    return Math.clamp(value, -1, 1);
  }

  private static DenseMatrix random(int rows, int columns, long seed) {
    var random = new Random(seed);
    DenseMatrix matrix = DenseMatrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = random.nextGaussian();
    }
    return matrix;
  }

  private static RowPairs pairs(int rows, int count, long seed) {
    var random = new Random(seed);
    List<int[]> pairs = new ArrayList<>();
    while (pairs.size() < count) {
      int first = random.nextInt(rows);
      int second = random.nextInt(rows);
      if (first != second) {
        pairs.add(new int[] {first, second});
      }
    }
    return new RowPairs(
        pairs.stream().mapToInt(pair -> pair[0]).toArray(),
        pairs.stream().mapToInt(pair -> pair[1]).toArray());
  }
}
