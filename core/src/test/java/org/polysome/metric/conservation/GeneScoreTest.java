package org.polysome.metric.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

class GeneScoreTest {

  private static final DenseMatrix EXPRESSION = Points.lattice(30, 240, 5);

  @Test
  void binsAreRanksOverTheSizeOfABin() {
    double[] means = new Random(2).ints(240, 0, 60).asDoubleStream().toArray();
    int[] bins = GeneScore.bins(means);
    for (int gene = 0; gene < means.length; gene++) {
      double mean = means[gene];
      long below = Arrays.stream(means).filter(other -> other < mean).count();
      assertThat(bins[gene]).as("seed 2").isEqualTo((int) (below + 1) / 10);
    }
    assertThat(GeneScore.bins(new double[] {3, 1, 2})).containsExactly(3, 1, 2);
  }

  /** With more controls wanted than a bin has, nothing is left to chance. */
  @Test
  void isTheMeanLessThatOfGenesLikeThem() {
    int[] genes = {3, 17, 100, 101, 239, 3};
    RowOperator rows = rows(EXPRESSION);
    int[] bins = GeneScore.bins(rows.means());
    int[] controls =
        IntStream.range(0, 240)
            .filter(gene -> IntStream.of(genes).anyMatch(scored -> bins[scored] == bins[gene]))
            .filter(gene -> IntStream.of(genes).noneMatch(scored -> scored == gene))
            .toArray();
    double[] scores = new GeneScore(1000, 0).of(rows, genes).orElseThrow();
    assertThat(scores).hasSize(30);
    for (int cell = 0; cell < 30; cell++) {
      double expected = mean(cell, IntStream.of(genes).distinct().toArray()) - mean(cell, controls);
      assertThat(scores[cell]).isEqualTo(expected, Offset.offset(1e-12));
    }
    double[] sparse =
        new GeneScore(1000, 0).of(RowOperator.of(Points.sparse(EXPRESSION)), genes).orElseThrow();
    assertThat(sparse).containsExactly(scores, Offset.offset(1e-12));
  }

  @Test
  void drawsBySeed() {
    int[] genes = {3, 17, 100};
    double[] first = new GeneScore(4, 1).of(rows(EXPRESSION), genes).orElseThrow();
    double[] again = new GeneScore(4, 1).of(rows(EXPRESSION), new int[] {100, 3, 17}).orElseThrow();
    double[] other = new GeneScore(4, 2).of(rows(EXPRESSION), genes).orElseThrow();
    assertThat(again).containsExactly(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void needsGenesAndControls() {
    RowOperator three = rows(Points.normal(9, 3, 1));
    var score = new GeneScore(5, 0);
    assertThat(score.of(three, new int[0])).isEmpty();
    assertThat(score.of(three, new int[] {0, 1, 2})).isEmpty();
    assertThatThrownBy(() -> score.of(three, new int[] {3})).hasMessageContaining("gene 3 of 3");
  }

  private static double mean(int cell, int[] genes) {
    return IntStream.of(genes).mapToDouble(gene -> EXPRESSION.get(cell, gene)).average().orElse(0);
  }

  private static RowOperator rows(DenseMatrix matrix) {
    return RowOperator.of(matrix);
  }
}
