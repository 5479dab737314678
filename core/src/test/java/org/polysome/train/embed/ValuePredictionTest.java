package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.prepare.Counts;
import org.polysome.progress.Progress;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** Hidden values of made-up cells, and what an untrained run predicts of them. */
class ValuePredictionTest {

  private static final String MASKED =
      plan("length: 24", "{type: masked-values, ratio: 0.3}, {type: masked-genes, ratio: 0.2}");
  private static final String WHOLE = plan("length: 24", "wced");

  @TempDir private Path folder;
  private int files;

  private static String plan(String tokenizer, String objectives) {
    return """
    seed: 3
    tokenizer: {%s}
    model: {type: token-model, width: 8, layers: 1, heads: 2}
    objectives: [%s]
    train: {max-steps: 1}
    """
        .formatted(tokenizer, objectives);
  }

  private Run run(String yaml) {
    return TinyRun.of(folder.resolve("run"), yaml);
  }

  private PredictedValues predict(Run run, List<Integer> cells, int[] rows, int batchSize) {
    Path file = folder.resolve("cells" + ++files + ".h5ad");
    TinyCells.write(file, cells, TinyCells.genes());
    try (AnnDataFile opened = AnnDataFiles.open(file)) {
      return new ValuePrediction(run, Optional.empty(), batchSize)
          .predict(
              Counts.find(opened, Optional.empty(), Progress.silent()),
              rows,
              run.weights("last"),
              Progress.silent());
    }
  }

  private static List<Integer> cells(int count) {
    return IntStream.range(0, count).map(i -> i % TinyCells.CELLS).boxed().toList();
  }

  private static double value(float[] counts, int gene, double total) {
    return Math.log1p(1e4 * counts[gene] / total);
  }

  private static double total(float[] counts) {
    double total = 0;
    for (float count : counts) {
      total += count;
    }
    return total;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCellIsAskedTheSameInAnyBatchAndAmongAnyCells(boolean masked) {
    Run run = run(masked ? MASKED : WHOLE);
    int[] rows = {20, 33, 34, 50, 60};
    PredictedValues all = predict(run, cells(TinyCells.CELLS), rows, 64);
    assertThat(all.size()).isGreaterThan(20);
    PredictedValues single = predict(run, cells(TinyCells.CELLS), rows, 1);
    assertThat(single.measured()).isEqualTo(all.measured());
    assertThat(single.predicted()).containsExactly(all.predicted(), within(1e-5));
    assertThat(single.geneMeans()).isEqualTo(all.geneMeans());
    assertThat(single.cellMeans()).isEqualTo(all.cellMeans());
    PredictedValues last = predict(run, cells(TinyCells.CELLS), new int[] {60}, 3);
    int from = all.size() - last.size();
    assertThat(last.measured()).isEqualTo(Arrays.copyOfRange(all.measured(), from, all.size()));
    assertThat(last.predicted())
        .containsExactly(Arrays.copyOfRange(all.predicted(), from, all.size()), within(1e-5));
  }

  /** Of genes that show the total of the cell as it is, since masks hide no counts of it. */
  @Test
  void maskedValuesAreTheCellsOwnAndTheMeansThoseOfTheRest() {
    Run run = run(MASKED);
    PredictedValues values = predict(run, cells(TinyCells.CELLS), new int[] {12}, 1);
    float[] counts = TinyCells.counts(12);
    double[] all =
        IntStream.range(0, counts.length)
            .filter(gene -> counts[gene] > 0)
            .mapToDouble(gene -> value(counts, gene, total(counts)))
            .toArray();
    assertThat(all.length).isLessThan(23);
    int hidden = (int) Math.round(0.3 * all.length);
    assertThat(values.size()).isBetween(hidden - 1, hidden + 1);
    for (double measured : values.measured()) {
      assertThat(Arrays.stream(all).anyMatch(value -> Math.abs(value - measured) < 1e-5)).isTrue();
    }
    // Neither hidden values nor those of hidden genes are shown.
    double mean = values.cellMeans()[0];
    double sum = Arrays.stream(all).sum() - Arrays.stream(values.measured()).sum();
    assertThat(values.cellMeans()).containsOnly(mean);
    assertThat(mean).isBetween(sum / all.length, 2 * sum / (all.length - values.size()));
    assertThat(values.geneMeans()).containsOnly(mean);
  }

  @Test
  void genesTakenOutAreWorthTheirShareOfWhatIsLeft() {
    Run run = run(WHOLE);
    int cell = 40;
    PredictedValues values = predict(run, cells(TinyCells.CELLS), new int[] {cell}, 1);
    float[] counts = TinyCells.counts(cell);
    int seen = (int) IntStream.range(0, counts.length).filter(gene -> counts[gene] > 0).count();
    assertThat(values.size()).isEqualTo((int) Math.round(0.15 * seen));
    double shares = Arrays.stream(values.measured()).map(Math::expm1).sum() / 1e4;
    double left = total(counts) / (1 + shares);
    assertThat(left).isCloseTo(Math.rint(left), within(1e-2)).isLessThan(total(counts));
    Map<Float, Integer> taken = new TreeMap<>();
    for (double value : values.measured()) {
      taken.merge((float) Math.rint(Math.expm1(value) * left / 1e4), 1, Integer::sum);
    }
    double sum = 0;
    int shown = 0;
    for (int gene = 0; gene < counts.length; gene++) {
      if (counts[gene] > 0 && taken.merge(counts[gene], -1, Integer::sum) < 0) {
        sum += value(counts, gene, left);
        shown++;
      }
    }
    assertThat(shown).isEqualTo(seen - values.size());
    assertThat(values.cellMeans()[0]).isCloseTo(sum / shown, within(1e-5));
  }

  /** A cell of one gene keeps it, and one of two loses one. */
  @Test
  void aCellOfOneGeneIsAskedNothing() {
    Run run = run(WHOLE);
    List<Integer> few =
        IntStream.range(0, TinyCells.CELLS).filter(cell -> genes(cell) < 5).boxed().toList();
    for (int cell : few) {
      int expected = genes(cell) < 2 ? 0 : Math.max(1, (int) Math.round(0.15 * genes(cell)));
      assertThat(predict(run, List.of(cell), new int[] {0}, 4).size())
          .as("cell %d of %d genes", cell, genes(cell))
          .isEqualTo(expected);
    }
    assertThat(few.stream().map(ValuePredictionTest::genes)).contains(1, 2);
  }

  private static int genes(int cell) {
    float[] counts = TinyCells.counts(cell);
    return (int) IntStream.range(0, counts.length).filter(gene -> counts[gene] > 0).count();
  }

  /** Rows beyond the first 1,024 lie in another block of the file. */
  @Test
  void cellsAreReadFromAnyBlockOfTheFile() {
    Run run = run(WHOLE);
    int[] rows = {3, 1023, 1024, 1026, 2100};
    PredictedValues values = predict(run, cells(2200), rows, 2);
    List<Double> expected = new ArrayList<>();
    for (int row : rows) {
      int cell = row % TinyCells.CELLS;
      PredictedValues alone = predict(run, cells(TinyCells.CELLS), new int[] {cell}, 1);
      Arrays.stream(alone.measured()).forEach(expected::add);
    }
    assertThat(Arrays.stream(values.measured()).boxed()).isEqualTo(expected);
  }

  @Test
  void itSaysHowValuesAreHidden() {
    assertThat(new ValuePrediction(run(MASKED), Optional.empty(), 1).hiding())
        .isEqualTo("values masked as in its training");
    Run whole = TinyRun.of(folder.resolve("whole"), WHOLE);
    assertThat(new ValuePrediction(whole, Optional.empty(), 1).hiding())
        .isEqualTo("15 % of the genes seen in a cell taken out of it");
    Run none = TinyRun.of(folder.resolve("none"), plan("length: 24", "masked-genes"));
    assertThatThrownBy(() -> new ValuePrediction(none, Optional.empty(), 1).hiding())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("none predicts no values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "length: 24|masked-values|",
        "length: 24, normalisation: log|wced|",
        "length: 24, normalisation: {type: library-size, log1p: false}|masked-values"
            + "|has values that are no logarithms of one and a count",
        "length: 24, normalisation: log2|masked-values"
            + "|has values that are no logarithms of one and a count",
        "length: 24, normalisation: rank|masked-values"
            + "|has values that are no logarithms of one and a count",
        "length: 24, normalisation: none|masked-values"
            + "|has values that are no logarithms of one and a count",
        "length: 24, normalisation: {type: median, medians: m.tsv}|masked-values"
            + "|has values that are no logarithms of one and a count",
        "length: 24, normalisation: {type: median, log1p: true, medians: m.tsv}|masked-values|",
        "length: 24, normalisation: {type: median, log1p: true, medians: m.tsv}|wced"
            + "|has values that do not follow from a count and the total of its cell",
        "length: 24, totals: sequence|masked-values|",
        "length: 24, totals: sequence|wced"
            + "|has values that do not follow from a count and the total of its cell",
        "length: 24|masked-genes|has no objective that predicts values",
      })
  void whatCannotBeAskedSaysWhy(String tokenizer, String objective, String obstacle) {
    Run run = run(plan(tokenizer, objective));
    assertThat(new ValuePrediction(run, Optional.empty(), 1).obstacle())
        .isEqualTo(Optional.ofNullable(obstacle));
  }

  @Test
  void aFittedModelPredictsNoValues() {
    Run run = run("model: {type: hvg, count: 4}");
    assertThat(new ValuePrediction(run, Optional.empty(), 1).obstacle())
        .contains("is fitted and predicts no values");
  }
}
