package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.anndata.Column;

class GeneOrderTest {

  @Test
  void ordersByChromosomeAndThenByStart() {
    Column chromosome = text("chr10", "chr2", "chrX", "chr2", "", "chr2");
    Column start = text("5", "1.0E7", "1", "900", "3", "");
    assertThat(GeneOrder.of(List.of(chromosome, start))).containsExactly(3, 1, 0, 2);
    assertThat(GeneOrder.of(List.of(chromosome))).containsExactly(1, 3, 5, 0, 2);
  }

  @Test
  void numbersWithinTextsAreNumbers() {
    assertThat(GeneOrder.compareTexts("chr9", "chr10")).isNegative();
    assertThat(GeneOrder.compareTexts("9.5", "10")).isNegative();
    assertThat(GeneOrder.compareTexts("chr1", "chr1_random")).isNegative();
    assertThat(GeneOrder.compareTexts("MT", "X")).isNegative();
    assertThat(GeneOrder.compareTexts("chr2", "chr2")).isZero();
  }

  /** A column of texts, an empty one for a missing entry. */
  private static Column text(String... values) {
    return new Column.Text(
        Arrays.stream(values)
            .map(text -> Optional.of(text).filter(given -> !given.isEmpty()))
            .toList());
  }
}
