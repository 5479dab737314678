package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.objective.ValueHead;
import org.polysome.train.Reconstruction;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

class ExpressionScaleTest {

  private static final String PLAN =
      """
      tokenizer: {length: 24, %s}
      model: {type: token-model, width: 4, layers: 1, heads: 1}
      objectives: [masked-values]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  private String words(String tokenizer, ValueHead.Unit unit) {
    Run run = TinyRun.of(folder.resolve("run"), PLAN.formatted(tokenizer));
    return ExpressionScale.of(
        run, new Reconstruction("masked-values", OptionalInt.of(0), ValueHead.Asked.HIDDEN, unit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "normalisation: library-size|log1p of counts per 10,000",
        "normalisation: {type: library-size, target-sum: 0.5, log1p: false}|counts per 0.5",
        "totals: sequence, normalisation: library-size"
            + "|log1p of counts per 10,000 of the cell's tokens",
        "normalisation: log|log1p of counts",
        "normalisation: log2|log2 of one plus counts per 10,000",
        "normalisation: {type: log2, target-sum: 1000000, cap: 12.5}"
            + "|log2 of one plus counts per 1,000,000, at most 12.5",
        "normalisation: {type: median, medians: m.tsv}"
            + "|counts per 10,000, divided by the median of the gene",
        "normalisation: {type: median, log1p: true, medians: m.tsv}"
            + "|log1p of counts per 10,000, divided by the median of the gene",
        "normalisation: rank|rank of the count among the cell's, as a share",
        "normalisation: {type: cell-quantiles, bins: 12}"
            + "|bin of the count among the cell's, 1 to 12, 0 for zero",
        "normalisation: none|counts",
      })
  void valuesAreOnTheScaleOfTheTokenizer(String tokenizer, String words) {
    assertThat(words(tokenizer, ValueHead.Unit.VALUE)).isEqualTo(words);
  }

  @Test
  void countsAndBinsSpeakForThemselves() {
    assertThat(words("normalisation: log", ValueHead.Unit.COUNT))
        .isEqualTo("counts, expected at the total of the cell");
    assertThat(ExpressionScale.question(ValueHead.Asked.WHOLE_CELLS))
        .isEqualTo("from the whole cell, of which nothing is hidden");
    assertThat(ExpressionScale.question(ValueHead.Asked.HIDDEN))
        .isEqualTo("each value hidden while it is predicted, the rest of the cell shown");
  }

  @Test
  void aBinIsANumberOfAMean() {
    assertThat(words("normalisation: log", ValueHead.Unit.BIN))
        .isEqualTo("mean number of the bin among the cell's values, 0 for zero");
  }
}
