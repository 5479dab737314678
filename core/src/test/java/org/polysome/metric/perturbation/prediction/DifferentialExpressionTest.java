package org.polysome.metric.perturbation.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class DifferentialExpressionTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  @Test
  void welchsStatisticIsOfSampleVariances() {
    var group = new DenseMatrix(3, 1, new double[] {1, 2, 6});
    var rest = new DenseMatrix(4, 1, new double[] {0, 1, 1, 2});
    var table = DifferentialExpression.of(group, rest, DifferentialExpression.Test.T_TEST);
    assertThat(table.scores()[0]).isCloseTo(2 / Math.sqrt(7.0 / 3 + 2.0 / 3 / 4), CLOSE);
    assertThat(table.logFoldChanges()[0])
        .isCloseTo(Math.log(Math.expm1(3) / Math.expm1(1)) / Math.log(2), Offset.offset(1e-8));
    assertThat(table.adjusted()).containsExactly(table.p());
    var ranks = DifferentialExpression.of(group, rest, DifferentialExpression.Test.WILCOXON);
    // Ranks 3, 5.5 and 7 of 7: 15.5 less the expected 12, over sqrt(3 * 4 * 8 / 12).
    assertThat(ranks.scores()[0]).isCloseTo(3.5 / Math.sqrt(8), CLOSE);
  }

  @ParameterizedTest
  @EnumSource
  void changedGenesComeFirst(DifferentialExpression.Test test) {
    var random = new Random(5);
    DenseMatrix group = cells(30, 3, -1, random);
    DenseMatrix rest = cells(40, 0, 0, random);
    var table = DifferentialExpression.of(group, rest, test);
    assertThat(table.significant(1e-6)).containsExactly(3, 7);
    assertThat(table.scores()[11]).isZero();
    assertThat(table.p()[11]).isEqualTo(1);
    assertThat(table.logFoldChanges()[11]).isZero();
    if (test != DifferentialExpression.Test.MANN_WHITNEY) {
      assertThat(table.byScore()).startsWith(3).endsWith(11);
      assertThat(table.scores()[7]).isNegative();
    }
    for (double adjusted : table.adjusted()) {
      assertThat(adjusted).isBetween(0.0, 1.0);
    }
  }

  /** Twelve genes, of which 3 and 7 may be raised and 11 is never expressed. */
  private static DenseMatrix cells(int rows, double third, double seventh, Random random) {
    DenseMatrix cells = DenseMatrix.zeros(rows, 12);
    for (int i = 0; i < cells.values().length; i++) {
      int gene = i % 12;
      double raised = gene == 3 ? third : gene == 7 ? seventh : 0;
      cells.values()[i] = gene == 11 ? 0 : Math.max(0, 2 + raised + 0.3 * random.nextGaussian());
    }
    return cells;
  }

  @Test
  void genesMustAgree() {
    assertThatThrownBy(
            () ->
                DifferentialExpression.of(
                    DenseMatrix.zeros(1, 2),
                    DenseMatrix.zeros(1, 3),
                    DifferentialExpression.Test.T_TEST))
        .hasMessage("2 and 3 genes");
    assertThatThrownBy(
            () ->
                new DifferentialExpression(
                    new double[1], new double[2], new double[1], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void overlapsAreOfTheGenesThatChangeMost() {
    var real = table(new double[] {.01, .01, .01, .01, .9, .9}, new double[] {5, -4, 3, 2, 9, 1});
    var predicted =
        table(new double[] {.01, .9, .01, .9, .01, .9}, new double[] {-1, 2, 3, -1, 4, 1});
    var both = new EffectOverlap(predicted, real);
    // Real: 0, 1, 2, 3; predicted: 4, 2, 0.
    assertThat(both.overlap()).isEqualTo(0.5);
    assertThat(both.overlap(2)).isEqualTo(0);
    assertThat(both.overlap(3)).isCloseTo(2 / 3.0, CLOSE);
    assertThat(both.precision(2)).isEqualTo(0);
    assertThat(both.precision(50)).isCloseTo(2 / 3.0, CLOSE);
    assertThat(both.recall()).isEqualTo(Measurement.of(0.5));
    assertThat(both.sameDirection()).isEqualTo(Measurement.of(0.25));
    // Ranks of -1, 2, 3, -1 and of 5, -4, 3, 2.
    assertThat(both.foldChangeCorrelation().value().orElseThrow())
        .isCloseTo(-1 / Math.sqrt(4.5 * 5), CLOSE);
    assertThat(both.ranking().areaUnderRoc().value().orElseThrow()).isCloseTo(0.5, CLOSE);
  }

  @Test
  void nothingSignificantIsNoOverlap() {
    var nothing = table(new double[] {1, 1}, new double[] {1, 2});
    var something = table(new double[] {0, 1}, new double[] {1, 2});
    var missed = new EffectOverlap(nothing, something);
    assertThat(missed.overlap()).isZero();
    assertThat(missed.precision(5)).isZero();
    var invented = new EffectOverlap(something, nothing);
    assertThat(invented.overlap()).isZero();
    assertThat(invented.recall()).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    assertThat(invented.sameDirection()).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    assertThat(invented.foldChangeCorrelation().status()).isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(invented.ranking().areaUnderRoc().value()).isEmpty();
    assertThat(EffectOverlap.countCorrelation(List.of(invented))).isEqualTo(Measurement.of(1));
    assertThat(EffectOverlap.countCorrelation(List.of(missed, missed)).status())
        .isEqualTo(Status.CONSTANT);
  }

  /** Real: genes 0, 1 and 3. The one at the level of 0.05 does not count. */
  @Test
  void significantGenesAreRankedByThePredictedP() {
    var real = table(new double[] {.01, .001, .05, .02, .9}, new double[5]);
    var good = table(new double[] {1e-9, 1e-4, .2, 1e-3, 1}, new double[5]);
    var bad = table(new double[] {.2, .3, 1e-9, .9, 1e-3}, new double[5]);
    assertThat(new EffectOverlap(good, real).ranking().areaUnderRoc()).isEqualTo(Measurement.of(1));
    assertThat(new EffectOverlap(bad, real).ranking().areaUnderRoc()).isEqualTo(Measurement.of(0));
    assertThat(new EffectOverlap(bad, real).ranking().averagePrecision().value().orElseThrow())
        .isCloseTo((1 / 3.0 + 2 / 4.0 + 3 / 5.0) / 3, CLOSE);
  }

  /** Counts of significant genes: real 1, 2, 3 beside predicted 2, 1, 3. */
  @Test
  void countsOfSignificantGenesAreCorrelatedOverPerturbations() {
    List<EffectOverlap> three = List.of(overlap(2, 1), overlap(1, 2), overlap(3, 3), overlap(3, 0));
    assertThat(EffectOverlap.countCorrelation(three).value().orElseThrow()).isCloseTo(0.5, CLOSE);
  }

  private static EffectOverlap overlap(int predicted, int real) {
    return new EffectOverlap(significant(predicted), significant(real));
  }

  private static DifferentialExpression significant(int count) {
    double[] p = new double[5];
    for (int gene = 0; gene < 5; gene++) {
      p[gene] = gene < count ? .01 : .5;
    }
    return table(p, new double[5]);
  }

  private static DifferentialExpression table(double[] adjusted, double[] foldChanges) {
    return new DifferentialExpression(foldChanges, adjusted, adjusted, foldChanges);
  }
}
