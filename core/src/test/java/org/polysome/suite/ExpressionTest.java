package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

class ExpressionTest {

  private static final int[] FITTED = IntStream.range(0, 60).toArray();

  @Test
  void nothingIsFittedOnTestCells() {
    DenseMatrix genes = expression(values(1)).variableGenes(FITTED);
    DenseMatrix components = expression(values(1)).principalComponents(FITTED);
    Expression otherTests = expression(values(7));
    assertThat(otherTests.variableGenes(FITTED).rows(0, 60))
        .usingRecursiveComparison()
        .isEqualTo(genes.rows(0, 60));
    assertThat(otherTests.principalComponents(FITTED).rows(0, 60))
        .usingRecursiveComparison()
        .isEqualTo(components.rows(0, 60));
    assertThat(otherTests.principalComponents(FITTED).rows(60, 80).values())
        .isNotEqualTo(components.rows(60, 80).values());
  }

  @Test
  void variableGenesAreColumnsOfTheExpression() {
    CsrMatrix values = values(1);
    DenseMatrix genes = expression(values).variableGenes(FITTED);
    assertThat(genes.rows()).isEqualTo(80);
    assertThat(genes.columns()).isEqualTo(Expression.GENES);
    double sum = 0;
    for (int i = 0; i < genes.columns(); i++) {
      sum += genes.get(79, i);
    }
    double all = 0;
    for (int i = values.indptr()[79]; i < values.indptr()[80]; i++) {
      all += values.values()[i];
    }
    assertThat(sum).isPositive().isLessThan(all);
  }

  private static Expression expression(CsrMatrix values) {
    return new Expression(
        values, IntStream.range(0, 1200).mapToObj(gene -> "gene" + gene).toList());
  }

  /** Values of 80 cells and 1,200 genes; those of the last twenty follow from the seed. */
  private static CsrMatrix values(long seed) {
    CsrBuilder builder = new CsrBuilder(1200, 1000);
    for (int cell = 0; cell < 80; cell++) {
      Random random = new Random(cell < 60 ? cell : seed * 1000 + cell);
      for (int gene = 0; gene < 1200; gene++) {
        builder.add(gene, Math.max(0, random.nextFloat() * (1 + gene % 5) - 0.5F));
      }
      builder.endRow();
    }
    return builder.build();
  }
}
