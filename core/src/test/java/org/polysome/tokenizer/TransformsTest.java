package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.polysome.tokenizer.TransformedCells.FITTED;
import static org.polysome.tokenizer.TransformedCells.VOCABULARY;
import static org.polysome.tokenizer.TransformedCells.cell;
import static org.polysome.tokenizer.TransformedCells.embed;
import static org.polysome.tokenizer.TransformedCells.tokenizer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.fault.UsageException;

class TransformsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{order: shuffled}",
        "{order: rank}",
        "{order: by-expression}",
        "{order: {type: by-expression, cuts: false}, genes: all}",
        "{order: {type: by-metadata, columns: [chromosome, start]}}",
        "{dropout: {type: chunk, count: 20, when: always}}",
        "{order: repetition}",
        "{genes: all, sampling: interleaved}",
        "{genes: all, sampling: {type: interleaved, only-seen: 0.5}}",
        "{sampling: long-tail}",
        "{sampling: {type: long-tail, weight: value, when: always}}",
        "{genes: all, sampling: {type: frequency, temperature: -0.5}}",
        "{dropout: random}",
        "{dropout: {type: ordered, ratio: 0.3, keep: true}}",
        "{depth: {type: read-depth-aware, threshold: 10}}",
        "{depth: {type: read-depth-aware, threshold: never, align: {type: fold, factor: 2}}}",
        "{depth: {type: poisson-renoise, align: 5000, scale: log10}, totals: sequence}",
        "{normalisation: {type: median, log1p: true}}",
        "{normalisation: rank}",
        "{normalisation: {type: log2, cap: 5}}",
        "{normalisation: {type: library-size, plus-one: true}, totals: sequence}"
      })
  void aCellGivesTheSameTokensInAnyBatch(String yaml) {
    TokenizerSpec spec = GoldenRows.spec(yaml.replaceFirst("^\\{", "{length: 40, "));
    Tokenizer tokenizer = new Tokenizer(spec, MeasuredGenes.everything(1, VOCABULARY), FITTED);
    List<Target> targets =
        spec.order() instanceof TokenOrder.Repetition
            ? List.of(new Target.WholeCell())
            : List.of(new Target.MaskedValues(0.3), new Target.WholeCell());
    for (Draw draw : List.of(Draw.training(3, 1), Draw.embedding(3))) {
      List<Cell> cells = IntStream.range(0, 8).mapToObj(i -> cell(i, 30 + 15 * i)).toList();
      TokenBatch all = tokenizer.tokenize(cells, draw, targets);
      for (int i = 0; i < cells.size(); i++) {
        TokenBatch alone = tokenizer.tokenize(List.of(cells.get(i)), draw, targets);
        assertThat(row(all, i)).as(yaml).isEqualTo(row(alone, 0));
        assertThat(all.lengths()[i])
            .isLessThanOrEqualTo(tokenizer.tokens(0, cells.get(i).size()))
            .isLessThanOrEqualTo(spec.length());
      }
    }
    assertThat(GoldenRows.spec(Config.text(spec))).isEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rankOrderIsByCountOverMedianAndCutsTheRest(long seed) {
    Cell cell = cell(seed, 120);
    double[] medians = FITTED.medians().orElseThrow();
    int[] expected =
        IntStream.range(0, cell.size())
            .boxed()
            .filter(i -> medians[cell.genes()[i]] > 0)
            .sorted(
                Comparator.comparingDouble(
                    (Integer i) -> -(double) cell.counts()[i] / medians[cell.genes()[i]]))
            .limit(50)
            .mapToInt(i -> cell.genes()[i])
            .toArray();
    TokenBatch batch = embed("{length: 50, cls: false, order: rank}", cell);
    assertThat(batch.genes()).containsExactly(expected);
  }

  @Test
  void metadataOrderPutsUnknownGenesLast() {
    Cell cell = cell(5, 60);
    TokenBatch batch = embed("{cls: false, order: {type: by-metadata, columns: [x]}}", cell);
    int[] ranks = FITTED.geneRanks().orElseThrow();
    for (int i = 1; i < batch.tokens(); i++) {
      int before = ranks[batch.genes()[i - 1]];
      int here = ranks[batch.genes()[i]];
      assertThat(before < here || before == here && batch.genes()[i - 1] < batch.genes()[i])
          .isTrue();
    }
  }

  @Test
  void repetitionDrawsGenesAsOftenAsTheirLogCount() {
    Cell cell = new Cell(new int[] {3, 8, 100}, new float[] {1, 7, 100}, 0);
    double sum = Math.log(2) + Math.log(8) + Math.log(101);
    int[] taken = new int[VOCABULARY];
    Tokenizer tokenizer = tokenizer("{length: 100, cls: false, order: repetition}");
    for (int epoch = 0; epoch < 300; epoch++) {
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.training(2, epoch), List.of());
      assertThat(batch.tokens()).isEqualTo(100);
      Arrays.stream(batch.genes()).forEach(gene -> taken[gene]++);
    }
    double chi = 0;
    for (int i = 0; i < 3; i++) {
      double expected = 30_000 * Math.log(1 + cell.counts()[i]) / sum;
      chi += Math.pow(taken[cell.genes()[i]] - expected, 2) / expected;
    }
    assertThat(chi).as("chi-square of 2 degrees, seed 2").isLessThan(18.4);
    assertThatThrownBy(() -> tokenizer.builder(List.of(new Target.MaskedValues(0.1))))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void seenAndOtherGenesComeInBlocks() {
    assertThat(MixedPicker.seenTaken(0.2, 100, 1000, 1000)).isEqualTo(20);
    assertThat(MixedPicker.seenTaken(0.2, 100, 10, 1000)).isEqualTo(10);
    assertThat(MixedPicker.seenTaken(0.2, 100, 1000, 30)).isEqualTo(70);
    assertThat(MixedPicker.seenTaken(0, 100, 1000, 30)).isEqualTo(70);
    assertThat(MixedPicker.seenTaken(1, 100, 30, 1000)).isEqualTo(30);
    assertThat(MixedPicker.seenTaken(0.95, 11, 50, 50)).isEqualTo(10);
  }

  @Test
  void batchWiseTakesWhatMatesShowInTrainingOnly() {
    String yaml = "{length: 30, cls: false, genes: all, sampling: batch-wise}";
    Cell one = new Cell(new int[] {1, 5}, new float[] {1, 2}, 0);
    Cell other = new Cell(new int[] {5, 50, 60, 70}, new float[] {1, 1, 1, 1}, 0);
    Tokenizer tokenizer = tokenizer(yaml);
    TokenBatch batch = tokenizer.tokenize(List.of(one, other), Draw.training(1, 0), List.of());
    assertThat(Arrays.copyOf(batch.genes(), 30)).contains(1, 5, 50, 60, 70).isSorted();
    for (Draw draw : List.of(Draw.embedding(1), Draw.validation(1))) {
      assertThat(genesOf(tokenizer, draw, one, other)).isEqualTo(genesOf(tokenizer, draw, one));
      assertThat(genesOf(tokenizer, draw, other, one)).isEqualTo(genesOf(tokenizer, draw, other));
      // A cell that is alone has its own genes, and others at random.
      assertThat(genesOf(tokenizer, draw, one)).contains(1, 5).doesNotHaveDuplicates().hasSize(30);
    }
    Draw training = Draw.training(1, 0);
    assertThat(genesOf(tokenizer, training, one, other))
        .isNotEqualTo(genesOf(tokenizer, training, one));
    String published = "{length: 30, genes: all, sampling: {type: batch-wise, as-published: true}}";
    assertThat(genesOf(tokenizer(published), Draw.embedding(1), one, other))
        .contains(50, 60, 70)
        .isNotEqualTo(genesOf(tokenizer(published), Draw.embedding(1), one));
    assertThat(GoldenRows.spec(published).sampling().batchIndependent()).isFalse();
  }

  /** The genes of the first of some cells. */
  private static List<Integer> genesOf(Tokenizer tokenizer, Draw draw, Cell... cells) {
    TokenBatch batch = tokenizer.tokenize(List.of(cells), draw, List.of());
    return Arrays.stream(batch.genes()).limit(batch.lengths()[0]).boxed().toList();
  }

  @Test
  void ranksAreSharesWithTiesInTheMiddle() {
    Cell cell = new Cell(new int[] {1, 2, 3, 4}, new float[] {5, 2, 2, 300}, 0);
    assertThat(embed("{cls: false, normalisation: rank}", cell).values())
        .containsExactly(0.75f, 0.375f, 0.375f, 1f);
  }

  @Test
  void partsThatDoNotFitEachOtherAreRefused() {
    for (String yaml :
        List.of(
            "{order: rank, sampling: long-tail}",
            "{genes: all, sampling: long-tail}",
            "{order: repetition, depth: read-depth-aware}",
            "{depth: poisson-renoise}",
            "{length: 3, depth: read-depth-aware}",
            "{order: by-metadata}",
            "{order: {type: by-metadata, table: t.tsv}}",
            "{order: {type: repetition, file: f.txt, table: t.tsv}}",
            "{dropout: {type: chunk, count: 0}}")) {
      assertThatThrownBy(() -> GoldenRows.spec(yaml)).as(yaml).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> GoldenRows.tokenizer(VOCABULARY, Fitted.NOTHING, "{order: rank}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("medians");
  }

  private static Map<String, Object> row(TokenBatch batch, int cell) {
    int from = cell * batch.tokens();
    int until = from + batch.lengths()[cell];
    return Map.of(
        "genes", Arrays.toString(Arrays.copyOfRange(batch.genes(), from, until)),
        "values", Arrays.toString(Arrays.copyOfRange(batch.values(), from, until)),
        "kinds", Arrays.toString(Arrays.copyOfRange(batch.kinds(), from, until)));
  }
}
