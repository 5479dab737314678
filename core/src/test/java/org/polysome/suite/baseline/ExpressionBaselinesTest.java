package org.polysome.suite.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/** Baselines of expression; values of 80 cells and 1,200 genes. */
class ExpressionBaselinesTest {

  private static final int[] FITTED = IntStream.range(0, 60).toArray();
  private static final int GENES = 1200;

  static List<Function<CsrMatrix, Baseline>> baselines() {
    return List.of(
        values -> new VariableExpression(values, 1),
        values -> new Components("pca", new FittedComponents(values, 50), 50),
        values -> new Components("pca_10", new FittedComponents(values, 50), 10),
        values -> new RidgeComponents(new FittedComponents(values, 20)),
        values -> new WholeExpression("log", values));
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void nothingIsFittedOnTestCells(Function<CsrMatrix, Baseline> maker) {
    DenseMatrix one = maker.apply(values(1)).embed(FITTED);
    DenseMatrix other = maker.apply(values(7)).embed(FITTED);
    assertThat(one.values()).hasSize(80 * one.columns());
    assertThat(DoubleStream.of(one.values())).allMatch(Double::isFinite);
    assertThat(other.rows(0, 60)).usingRecursiveComparison().isEqualTo(one.rows(0, 60));
    assertThat(other.rows(60, 80).values()).isNotEqualTo(one.rows(60, 80).values());
    assertThat(maker.apply(values(1)).embed(FITTED)).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void variableGenesAreColumnsOfTheExpression() {
    CsrMatrix values = values(1);
    DenseMatrix genes = new VariableExpression(values, 1).embed(FITTED);
    assertThat(genes.columns()).isEqualTo(1000);
    double[] whole = new WholeExpression("log", values).embed(FITTED).rows(79, 80).values();
    double[] chosen = genes.rows(79, 80).values();
    assertThat(DoubleStream.of(chosen).boxed().toList())
        .isSubsetOf(DoubleStream.of(whole).boxed().toList());
    assertThat(DoubleStream.of(whole).sum()).isGreaterThan(DoubleStream.of(chosen).sum());
  }

  @Test
  void aSweepIsCutFromOneFactorisation() {
    var components = new FittedComponents(values(1), 40);
    DenseMatrix ten = new Components("pca_10", components, 10).embed(FITTED);
    DenseMatrix forty = new Components("pca_40", components, 40).embed(FITTED);
    assertThat(ten.columns()).isEqualTo(10);
    assertThat(forty.columns()).isEqualTo(40);
    for (int cell = 0; cell < 80; cell++) {
      assertThat(ten.rows(cell, cell + 1).values())
          .containsExactly(
              IntStream.range(0, 10).mapToDouble(at(forty, cell)).toArray(), within(0.0));
    }
    assertThat(components.on(FITTED)).isSameAs(components.on(FITTED.clone()));
    assertThat(components.on(new int[] {1, 2, 3})).isNotSameAs(components.on(FITTED));
    assertThat(new Components("pca_99", components, 99).embed(FITTED).columns()).isEqualTo(40);
  }

  private static IntToDoubleFunction at(DenseMatrix matrix, int row) {
    return column -> matrix.get(row, column);
  }

  /** Against the regression itself: {@code (L^T L + a I)^-1 L^T c}, which is diagonal. */
  @Test
  void ridgeShrinksTheScoresByTheVarianceThatIsLeftOut() {
    CsrMatrix values = values(1);
    int kept = 5;
    DenseMatrix ridge = new RidgeComponents(new FittedComponents(values, kept)).embed(FITTED);
    Pca pca = Pca.fit(RowOperator.of(values, FITTED), kept, 0);
    DenseMatrix scores = pca.project(RowOperator.of(values));
    DenseMatrix whole = new WholeExpression("log", values).embed(FITTED);
    double left = 0;
    for (int gene = 0; gene < GENES; gene++) {
      double mean = 0;
      for (int cell : FITTED) {
        mean += whole.get(cell, gene) / FITTED.length;
      }
      for (int cell : FITTED) {
        left += Math.pow(whole.get(cell, gene) - mean, 2) / (FITTED.length - 1);
      }
    }
    for (double variance : pca.variance()) {
      left -= variance;
    }
    double penalty = left / (GENES - kept);
    for (int component = 0; component < kept; component++) {
      double variance = pca.variance()[component];
      assertThat(ridge.get(70, component))
          .isCloseTo(
              scores.get(70, component) * Math.sqrt(variance) / (variance + penalty), within(1e-9));
    }
  }

  @Test
  void whatWouldFillTheMemoryIsNotJudgedWhole() {
    assertThat(WholeExpression.fits(values(1))).isTrue();
    assertThat(WholeExpression.fits(empty(20_000, 5_000))).isTrue();
    assertThat(WholeExpression.fits(empty(20_000, 5_001))).isFalse();
  }

  private static CsrMatrix empty(int rows, int columns) {
    return new CsrMatrix(rows, columns, new int[rows + 1], new int[0], new float[0]);
  }

  /** Values of the last twenty cells follow from the seed. */
  private static CsrMatrix values(long seed) {
    CsrBuilder builder = new CsrBuilder(GENES, 1000);
    for (int cell = 0; cell < 80; cell++) {
      Random random = new Random(cell < 60 ? cell : seed * 1000 + cell);
      for (int gene = 0; gene < GENES; gene++) {
        builder.add(gene, Math.max(0, random.nextFloat() * (1 + gene % 5) - 0.5F));
      }
      builder.endRow();
    }
    return builder.build();
  }
}
