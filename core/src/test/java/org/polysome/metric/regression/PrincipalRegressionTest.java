package org.polysome.metric.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.ColumnMeans;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.Groups;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.statistics.Correlation;

/** Values from scib 1.2 and scib-metrics 0.6, which agree up to 50 dimensions. */
class PrincipalRegressionTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);
  private static final Categories BATCH = new Categories(Groups.of(GoldenCells.batches()));
  private static final Categories LABEL = new Categories(Groups.of(GoldenCells.labels()));

  @Test
  void agreesWithTheReference() {
    DenseMatrix points = GoldenCells.points();
    var numeric = Numbers.of(Arrays.stream(GoldenCells.batches()).asDoubleStream().toArray());
    for (var regression :
        new PrincipalRegression[] {PrincipalRegression.all(), PrincipalRegression.scib(0)}) {
      assertThat(value(regression, points, BATCH)).isEqualTo(0.068272374695953, CLOSE);
      assertThat(value(regression, points, numeric)).isEqualTo(0.0488787894111661, CLOSE);
      assertThat(value(regression, points, LABEL)).isEqualTo(0.728461716418215, CLOSE);
    }
  }

  @Test
  void comparisonAgreesWithTheReference() {
    var regression = PrincipalRegression.all();
    Measurement before = explained(regression, GoldenCells.points(), BATCH);
    Measurement centred = explained(regression, lessBatchMeans(1), BATCH);
    Measurement half = explained(regression, lessBatchMeans(0.5), BATCH);
    assertThat(PrincipalRegression.removed(before, centred).value().orElseThrow())
        .isEqualTo(1, CLOSE);
    assertThat(PrincipalRegression.removed(before, half).value().orElseThrow())
        .isEqualTo(0.73650808598791, CLOSE);
    assertThat(PrincipalRegression.removed(before, before).value()).hasValue(0);
    assertThat(PrincipalRegression.removed(half, before).value()).hasValue(0);
  }

  /** The definition: R2 of each component, weighted by its variance. */
  @Test
  void isTheWeightedMeanOverComponents() {
    DenseMatrix points = Points.clusters(80, 7, 5);
    Pca pca = Pca.fit(RowOperator.of(points), 7, 0);
    DenseMatrix scores = pca.project(points).transposed();
    double[] covariate = new Random(6).doubles(80).toArray();
    for (int components : new int[] {1, 3, 7}) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < components; i++) {
        double[] score = scores.rows(i, i + 1).values();
        double correlation = Correlation.pearson(score, covariate).value().orElseThrow();
        sum += correlation * correlation * pca.variance()[i];
        weights += pca.variance()[i];
      }
      var regression = new PrincipalRegression(components, 0);
      assertThat(value(regression, points, Numbers.of(covariate)))
          .as(components + " components, seed 6")
          .isEqualTo(sum / weights, Offset.offset(1e-10));
    }
  }

  @Test
  void truncationMattersBeyondFiftyDimensions() {
    DenseMatrix wide = Points.normal(120, 70, 3);
    int[] codes = new int[120];
    for (int i = 0; i < 120; i++) {
      codes[i] = i % 3;
      wide.values()[i * 70] += 20 * codes[i];
    }
    var covariate = new Categories(Groups.of(codes));
    assertThat(value(PrincipalRegression.scib(0), wide, covariate))
        .isGreaterThan(value(PrincipalRegression.all(), wide, covariate) + 0.01);
  }

  @Test
  void twoCategoriesAreANumber() {
    DenseMatrix points = Points.normal(50, 4, 8);
    double[] halves = new double[50];
    Arrays.setAll(halves, i -> i % 2 == 0 ? -3 : 1e3);
    int[] codes = Arrays.stream(halves).mapToInt(half -> half > 0 ? 4 : 1).toArray();
    assertThat(value(PrincipalRegression.all(), points, Numbers.of(halves)))
        .isEqualTo(
            value(PrincipalRegression.all(), points, new Categories(Groups.of(codes))), CLOSE);
  }

  @Test
  void dependentNumbersExplainNoMore() {
    DenseMatrix points = Points.normal(40, 3, 9);
    double[] first = new Random(1).doubles(40).toArray();
    double[] three = new double[120];
    for (int i = 0; i < 40; i++) {
      three[i] = first[i];
      three[40 + i] = 5;
      three[80 + i] = 7 - 2 * first[i];
    }
    assertThat(value(PrincipalRegression.all(), points, new Numbers(new DenseMatrix(3, 40, three))))
        .isEqualTo(value(PrincipalRegression.all(), points, Numbers.of(first)), CLOSE);
  }

  @Test
  void everythingIsExplainedByItself() {
    DenseMatrix points = Points.normal(30, 2, 2);
    assertThat(value(PrincipalRegression.all(), points, new Numbers(points.transposed())))
        .isEqualTo(1, CLOSE);
  }

  @Test
  void sparseCountsAreNeverMadeDense() {
    DenseMatrix counts = Points.lattice(60, 9, 4);
    RowOperator sparse = RowOperator.of(Points.sparse(counts));
    for (Covariate covariate :
        new Covariate[] {BATCH, Numbers.of(new Random(3).doubles(60).toArray())}) {
      assertThat(PrincipalRegression.all().explained(sparse, covariate).value().orElseThrow())
          .isEqualTo(value(PrincipalRegression.all(), counts, covariate), CLOSE);
    }
  }

  @Test
  void saysWhereNothingVaries() {
    DenseMatrix points = GoldenCells.points();
    var all = PrincipalRegression.all();
    Measurement constant = Measurement.none(Status.CONSTANT);
    assertThat(explained(all, points, new Categories(Groups.of(new int[60])))).isEqualTo(constant);
    double[] tenths = new double[60];
    Arrays.fill(tenths, 0.1);
    assertThat(explained(all, points, Numbers.of(tenths))).isEqualTo(constant);
    assertThat(explained(all, new DenseMatrix(60, 1, tenths), BATCH)).isEqualTo(constant);
    assertThat(explained(all, DenseMatrix.zeros(60, 3), BATCH)).isEqualTo(constant);
    assertThat(explained(all, points.rows(0, 1), Numbers.of(1)).status())
        .isEqualTo(Status.TOO_FEW_CELLS);
    assertThat(PrincipalRegression.removed(constant, Measurement.of(1))).isEqualTo(constant);
    assertThat(PrincipalRegression.removed(Measurement.of(1), constant)).isEqualTo(constant);
    assertThat(PrincipalRegression.removed(Measurement.of(0), Measurement.of(0)))
        .isEqualTo(constant);
  }

  @Test
  void keptIsNeitherLessNorMore() {
    Measurement fifth = Measurement.of(0.2);
    assertThat(PrincipalRegression.kept(fifth, fifth).value()).hasValue(1);
    assertThat(PrincipalRegression.kept(fifth, Measurement.of(0.1)).value()).hasValue(0.5);
    assertThat(PrincipalRegression.kept(fifth, Measurement.of(0.3)).value().orElseThrow())
        .isEqualTo(0.5, CLOSE);
    assertThat(PrincipalRegression.kept(fifth, Measurement.of(0.9)).value()).hasValue(0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(
            () -> explained(PrincipalRegression.all(), Points.normal(9, 2, 1), Numbers.of(1, 2)))
        .hasMessageContaining("2 cells for 9");
    assertThatThrownBy(() -> Numbers.of(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new PrincipalRegression(0, 0)).hasMessageContaining("0 components");
  }

  private static DenseMatrix lessBatchMeans(double share) {
    DenseMatrix points = GoldenCells.points();
    for (int batch = 0; batch < 3; batch++) {
      int[] cells = BATCH.groups().members(batch);
      double[] means = ColumnMeans.of(points.select(cells));
      for (int cell : cells) {
        for (int j = 0; j < 6; j++) {
          points.values()[cell * 6 + j] -= share * means[j];
        }
      }
    }
    return points;
  }

  private static double value(
      PrincipalRegression regression, DenseMatrix points, Covariate covariate) {
    return explained(regression, points, covariate).value().orElseThrow();
  }

  private static Measurement explained(
      PrincipalRegression regression, DenseMatrix points, Covariate covariate) {
    return regression.explained(RowOperator.of(points), covariate);
  }
}
