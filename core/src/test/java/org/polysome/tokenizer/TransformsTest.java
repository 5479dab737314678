package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.random.Seeds;

class TransformsTest {

  private static final int VOCABULARY = 200;
  private static final Fitted FITTED = fitted();

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

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 59})
  void aChunkIsLeftOutFromAnyPlace(int count) {
    Cell cell = cell(7, 60);
    String yaml = "{cls: false, dropout: {type: chunk, count: %d}}".formatted(count);
    Tokenizer tokenizer = tokenizer(yaml);
    int[] all = embed("{cls: false}", cell).genes();
    assertThat(embed(yaml, cell).genes()).as("in training only").containsExactly(all);
    int places = all.length - count + 1;
    int[] starts = new int[places];
    for (int epoch = 0; epoch < 400; epoch++) {
      int[] left = tokenizer.tokenize(List.of(cell), Draw.training(3, epoch), List.of()).genes();
      int start = Arrays.mismatch(all, left) < 0 ? 0 : Arrays.mismatch(all, left);
      int[] expected =
          IntStream.range(0, all.length)
              .filter(i -> i < start || i >= start + count)
              .map(i -> all[i])
              .toArray();
      assertThat(left).containsExactly(expected);
      starts[start]++;
    }
    double expected = 400.0 / places;
    double chi = Arrays.stream(starts).mapToDouble(n -> (n - expected) * (n - expected)).sum();
    double spread = Math.sqrt(2.0 * (places - 1));
    assertThat(chi / expected)
        .as("chi-square of %d degrees within four standard deviations, seed 3", places - 1)
        .isLessThan(places - 1 + 4 * spread);
  }

  @Test
  void aCellOfNoMoreTokensThanAChunkIsLeftAsItIs() {
    Cell cell = cell(7, 60);
    int[] all = embed("{cls: false}", cell).genes();
    for (int count : new int[] {60, 61}) {
      String yaml = "{cls: false, dropout: {type: chunk, count: %d, when: always}}";
      assertThat(embed(yaml.formatted(count), cell).genes()).containsExactly(all);
    }
    assertThat(embed("{cls: false, dropout: {type: chunk, count: 9, when: always}}", cell).genes())
        .hasSize(51);
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
  void batchWiseTakesWhatMatesShowAndIsRefusedInEmbedding() {
    String yaml = "{length: 30, cls: false, genes: all, sampling: batch-wise}";
    Cell one = new Cell(new int[] {1, 5}, new float[] {1, 2}, 0);
    Cell other = new Cell(new int[] {5, 50, 60, 70}, new float[] {1, 1, 1, 1}, 0);
    Tokenizer tokenizer = tokenizer(yaml);
    TokenBatch batch = tokenizer.tokenize(List.of(one, other), Draw.training(1, 0), List.of());
    assertThat(Arrays.copyOf(batch.genes(), 30)).contains(1, 5, 50, 60, 70).isSorted();
    assertThatThrownBy(() -> tokenizer.tokenize(List.of(one), Draw.embedding(1), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("as-published");
    String published = "{length: 30, genes: all, sampling: {type: batch-wise, as-published: true}}";
    assertThat(embed(published, one).tokens()).isEqualTo(30);
    assertThat(GoldenRows.spec(published).sampling().batchIndependent()).isFalse();
  }

  @Test
  void orderedDropoutLeavesOutTheMostExpressed() {
    Cell cell = new Cell(new int[] {1, 2, 3, 4, 5}, new float[] {9, 1, 5, 9, 2}, 0);
    String yaml = "{cls: false, dropout: {type: ordered, ratio: 0.4, keep: %s, when: always}}";
    assertThat(embed(yaml.formatted("false"), cell).genes()).containsExactly(2, 3, 5);
    assertThat(embed(yaml.formatted("true"), cell).genes()).containsExactly(1, 4);
  }

  @Test
  void randomDropoutLeavesOutItsShare() {
    Tokenizer tokenizer = tokenizer("{cls: false, dropout: {type: random, ratio: 0.3}}");
    double left = 0;
    for (int epoch = 0; epoch < 200; epoch++) {
      left +=
          tokenizer.tokenize(List.of(cell(1, 100)), Draw.training(1, epoch), List.of()).tokens();
    }
    assertThat(left / 200).isCloseTo(70, within(1.5));
    assertThat(embed("{cls: false, dropout: random}", cell(1, 100)).tokens()).isEqualTo(100);
  }

  @Test
  void theWholeCellKeepsItsDepth() {
    String yaml = "{length: 20, depth: {type: read-depth-aware, threshold: 0, probability: 1}}";
    Cell cell = cell(3, 100);
    double total = 0;
    for (float count : cell.counts()) {
      total += count;
    }
    List<Target> targets = List.of(new Target.MaskedValues(0.5), new Target.WholeCell());
    TokenBatch batch = tokenizer(yaml).tokenize(List.of(cell), Draw.training(1, 0), targets);
    assertThat(batch.kinds()[1]).isEqualTo(TokenKind.DEPTH_SOURCE.code());
    assertThat(batch.kinds()[2]).isEqualTo(TokenKind.DEPTH_TARGET.code());
    assertThat((double) batch.counts()[2]).isEqualTo(total);
    assertThat((double) batch.counts()[1]).isLessThan(total);
    assertThat(batch.whole().orElseThrow().counts()).containsExactly(cell.counts());
    assertThat(batch.masked().orElseThrow().positions()).doesNotContain(0, 1, 2);
    for (int i = 0; i < batch.masked().orElseThrow().genes().length; i++) {
      int at = Arrays.binarySearch(cell.genes(), batch.masked().orElseThrow().genes()[i]);
      assertThat(batch.masked().orElseThrow().counts()[i]).isEqualTo(cell.counts()[at]);
    }
  }

  @Test
  void thinningNeedsWholeCounts() {
    Cell cell = new Cell(new int[] {1}, new float[] {2.5f}, 0);
    String yaml = "{depth: {type: read-depth-aware, threshold: 0, probability: 1}}";
    assertThatThrownBy(
            () -> tokenizer(yaml).tokenize(List.of(cell), Draw.training(1, 0), List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2.5");
  }

  @Test
  void renoisingTakesWhatItShould() {
    Cell cell = new Cell(new int[] {4}, new float[] {1000}, 0);
    Tokenizer tokenizer =
        tokenizer("{cls: false, totals: sequence, depth: {type: poisson-renoise, renoise: 0.6}}");
    double sum = 0;
    int kept = 0;
    int undone = 0;
    for (int epoch = 0; epoch < 4000; epoch++) {
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.training(4, epoch), List.of());
      boolean whole = batch.counts()[2] == 1000;
      undone += whole ? 1 : 0;
      kept += whole ? 0 : 1;
      sum += whole ? 0 : batch.counts()[2];
    }
    assertThat(sum / kept).as("x - Poisson(0.33 x)").isCloseTo(670, within(2.0));
    assertThat(undone / 4000.0).as("nothing left, so undone").isCloseTo(0.33, within(0.035));
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

  private static TokenBatch embed(String yaml, Cell cell) {
    return tokenizer(yaml).tokenize(List.of(cell), Draw.embedding(1), List.of());
  }

  private static Tokenizer tokenizer(String yaml) {
    return GoldenRows.tokenizer(VOCABULARY, FITTED, yaml);
  }

  private static Fitted fitted() {
    RandomGenerator random = Seeds.generator(1);
    double[] medians = random.doubles(VOCABULARY).map(x -> x < 0.1 ? 0 : x + 0.5).toArray();
    double[] frequencies = random.doubles(VOCABULARY, 0, 1000).map(Math::rint).toArray();
    int[] ranks =
        IntStream.range(0, VOCABULARY).map(g -> g % 7 == 0 ? 200 : (g * 37) % 200).toArray();
    return new Fitted(
        Optional.empty(),
        Optional.of(medians),
        Optional.of(frequencies),
        Optional.of(ranks),
        Optional.of(12345.0));
  }

  private static Cell cell(long seed, int size) {
    RandomGenerator random = Seeds.generator(seed, size);
    int[] genes =
        IntStream.range(0, VOCABULARY)
            .boxed()
            .sorted(Comparator.comparingLong(g -> Seeds.of(seed, g)))
            .limit(size)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    float[] counts = new float[size];
    for (int i = 0; i < size; i++) {
      counts[i] = 1 + random.nextInt(random.nextInt(5) == 0 ? 300 : 10);
    }
    return new Cell(genes, counts, 0);
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
