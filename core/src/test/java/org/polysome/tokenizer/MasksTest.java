package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;

class MasksTest {

  private static final int VOCABULARY = 2000;
  private static final int MASK = TokenBatch.special(VOCABULARY, TokenKind.MASK);
  private static final Tokenizer TOKENIZER =
      new Tokenizer(
          new TokenizerSpec(
              new GeneSelection.All(),
              VOCABULARY + 1,
              Sampling.UNIFORM,
              true,
              new Normalisation.Log()),
          MeasuredGenes.everything(1, VOCABULARY),
          Optional.empty());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void valuesAndZerosHaveRatiosOfTheirOwn(long seed) {
    TokenBatch batch =
        tokenize(
            seed,
            500,
            new Target.MaskedValues(0.3, Optional.of(0.03), Hiding.ALL, MaskQuota.ROUNDED));
    float[] hidden = batch.masked().orElseThrow().counts();
    assertThat(IntStream.range(0, hidden.length).filter(i -> hidden[i] > 0)).hasSize(150);
    assertThat(IntStream.range(0, hidden.length).filter(i -> hidden[i] == 0)).hasSize(45);
  }

  @Test
  void aZeroRatioOfNothingHidesNonZerosOnly() {
    TokenBatch batch =
        tokenize(
            5,
            100,
            new Target.MaskedValues(
                0.15, Optional.of(0.0), Hiding.ALL, MaskQuota.CEILING_IN_FLOAT32));
    assertThat(batch.masked().orElseThrow().counts()).hasSize(16);
    for (float count : batch.masked().orElseThrow().counts()) {
      assertThat(count).isPositive();
    }
  }

  @Test
  void someHiddenValuesAreReplacedAndSomeStay() {
    int masked = 0;
    int same = 0;
    int all = 0;
    for (long seed = 0; seed < 20; seed++) {
      TokenBatch batch =
          tokenize(
              seed,
              VOCABULARY,
              new Target.MaskedValues(
                  0.5, Optional.empty(), new Hiding(0.8, 0.1), MaskQuota.ROUNDED));
      TokenBatch.Masked hidden = batch.masked().orElseThrow();
      for (int i = 0; i < hidden.positions().length; i++) {
        int at = hidden.positions()[i];
        all++;
        masked += batch.kinds()[at] == TokenKind.MASK.code() ? 1 : 0;
        same += batch.values()[at] == hidden.values()[i] ? 1 : 0;
        assertThat(batch.kinds()[at] == TokenKind.MASK.code()).isEqualTo(batch.counts()[at] == 0);
      }
    }
    assertThat(masked / (double) all).isCloseTo(0.8, within(0.02));
    // Counts are 1 to 500, so that hardly any random one is the same.
    assertThat(same / (double) all).isCloseTo(0.1, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void genesAreHiddenWhereValuesAreNotAndNeverBehindTheCls(long seed) {
    TokenBatch batch =
        tokenize(
            seed,
            300,
            new Target.MaskedValues(0.4),
            new Target.MaskedGenes(0.4, new Hiding(0.8, 0.1), MaskQuota.ROUNDED));
    TokenBatch.Masked values = batch.masked().orElseThrow();
    TokenBatch.Masked genes = batch.maskedGenes().orElseThrow();
    assertThat(genes.positions()).isSorted().doesNotContain(values.positions());
    assertThat(genes.positions()).hasSize((int) Math.round(0.4 * VOCABULARY)).doesNotContain(0);
    for (int i = 0; i < genes.positions().length; i++) {
      int at = genes.positions()[i];
      assertThat(batch.kinds()[at]).isNotEqualTo(TokenKind.MASK.code());
      assertThat(batch.values()[at]).isEqualTo(genes.values()[i]);
      assertThat(genes.genes()[i]).isEqualTo(at - 1);
    }
    long hidden = Arrays.stream(batch.genes()).filter(gene -> gene == MASK).count();
    assertThat(hidden / (double) genes.positions().length).isCloseTo(0.8, within(0.06));
  }

  @ParameterizedTest
  @EnumSource(MaskQuota.class)
  void genesAreHiddenAtTheirRatioOfAllTokens(MaskQuota quota) {
    Target values = new Target.MaskedValues(0.15, Optional.empty(), Hiding.ALL, quota);
    double sum = 0;
    for (long seed = 0; seed < 50; seed++) {
      Target genes = new Target.MaskedGenes(0.15, Hiding.ALL, quota);
      sum += tokenize(seed, 10, values, genes).maskedGenes().orElseThrow().positions().length;
    }
    assertThat(sum / 50).isCloseTo(0.15 * VOCABULARY, within(10.));
  }

  @Test
  void genesThatAreLeftAreHiddenWhereTheRatioAsksForMore() {
    TokenBatch batch =
        tokenize(
            3,
            300,
            new Target.MaskedValues(0.75),
            new Target.MaskedGenes(0.5, Hiding.ALL, MaskQuota.CEILING));
    assertThat(batch.maskedGenes().orElseThrow().positions()).hasSize(VOCABULARY / 4);
  }

  @ParameterizedTest
  @EnumSource(MaskQuota.class)
  void quotas(MaskQuota quota) {
    Target.MaskedValues target = new Target.MaskedValues(0.15, Optional.empty(), Hiding.ALL, quota);
    double sum = 0;
    for (long seed = 0; seed < 50; seed++) {
      sum += tokenize(seed, 10, target).masked().orElseThrow().positions().length;
    }
    double mean = sum / 50;
    assertThat(mean).isCloseTo(0.15 * VOCABULARY, within(quota == MaskQuota.INDEPENDENT ? 10. : 1));
  }

  @Test
  void partsOfAToken() {
    assertThat(MaskQuota.FLOOR.of(0.25, 7, 8)).isEqualTo(1);
    assertThat(MaskQuota.FLOOR.of(0.25, 3, 4)).isZero();
    assertThat(MaskQuota.ROUNDED.of(0.25, 7, 8)).isEqualTo(2);
    assertThat(MaskQuota.ROUNDED.of(0.25, 1, 2)).isEqualTo(1);
    assertThat(MaskQuota.CEILING.of(0.25, 5, 6)).isEqualTo(2);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new Hiding(0.8, 0.3)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Hiding(-0.1, 0)).hasMessageContaining("replace: -0.1");
    assertThatThrownBy(() -> new Target.MaskedValues(1)).hasMessageContaining("ratio: 1.0");
    assertThatThrownBy(
            () -> new Target.MaskedValues(0.5, Optional.of(1.0), Hiding.ALL, MaskQuota.ROUNDED))
        .hasMessageContaining("zero-ratio: 1.0");
  }

  /** Half of the values of one cell, a quarter of those of another, for values and for genes. */
  @Test
  void eachCellDrawsOneOfSeveralRatios() {
    List<Double> ratios = List.of(0.25, 0.5, 0.75);
    Target values =
        new Target.MaskedValues(ratios, Optional.empty(), Hiding.ALL, MaskQuota.ROUNDED, 0);
    Target genes = new Target.MaskedGenes(ratios, Hiding.ALL, MaskQuota.ROUNDED);
    assertThat(drawn(values, false)).hasSize(3).allSatisfy((hidden, cells) -> isAThird(cells));
    assertThat(drawn(genes, true)).hasSize(3).allSatisfy((hidden, cells) -> isAThird(cells));
  }

  /** 200 of 600, with a standard deviation of 12. */
  private static void isAThird(int cells) {
    assertThat(cells).isBetween(150, 250);
  }

  /** How many of 600 cells have how many tokens hidden. */
  private static Map<Integer, Integer> drawn(Target target, boolean genes) {
    Map<Integer, Integer> drawn = new TreeMap<>();
    for (long seed = 0; seed < 600; seed++) {
      TokenBatch batch = tokenize(seed, 10, target);
      TokenBatch.Masked masked = (genes ? batch.maskedGenes() : batch.masked()).orElseThrow();
      drawn.merge(masked.positions().length, 1, Integer::sum);
    }
    assertThat(drawn.keySet()).isSubsetOf(VOCABULARY / 4, VOCABULARY / 2, VOCABULARY / 4 * 3);
    return drawn;
  }

  /** The ratio is of the cell and of the epoch, whatever cells are beside it. */
  @Test
  void theRatioOfACellDoesNotDependOnItsBatchMates() {
    Target target =
        new Target.MaskedValues(
            List.of(0.1, 0.9), Optional.empty(), Hiding.ALL, MaskQuota.ROUNDED, 0);
    List<Cell> cells = IntStream.range(0, 40).mapToObj(i -> cell(i, 50 + i)).toList();
    TokenBatch all = TOKENIZER.tokenize(cells, Draw.training(1, 0), List.of(target));
    int[] together = hiddenOf(all, cells.size());
    int[] alone =
        cells.stream()
            .map(one -> TOKENIZER.tokenize(List.of(one), Draw.training(1, 0), List.of(target)))
            .mapToInt(batch -> hiddenOf(batch, 1)[0])
            .toArray();
    TokenBatch later = TOKENIZER.tokenize(cells, Draw.training(1, 1), List.of(target));
    assertThat(together).containsExactly(alone).contains(VOCABULARY / 10, VOCABULARY / 10 * 9);
    assertThat(hiddenOf(later, cells.size())).as("in another epoch").isNotEqualTo(together);
  }

  private static int[] hiddenOf(TokenBatch batch, int cells) {
    int[] hidden = new int[cells];
    for (int position : batch.masked().orElseThrow().positions()) {
      hidden[position / batch.tokens()]++;
    }
    return hidden;
  }

  @Test
  void aBatchOfNoCellsHasNoneHidden() {
    TokenBatch batch =
        TOKENIZER.tokenize(List.of(), Draw.training(1, 0), List.of(new Target.MaskedValues(0.5)));
    assertThat(batch.masked().orElseThrow().positions()).isEmpty();
  }

  /** All genes in their order, so that gene g is token g + 1; the first of them seen. */
  private static TokenBatch tokenize(long seed, int seen, Target... targets) {
    return TOKENIZER.tokenize(List.of(cell(seed, seen)), Draw.training(seed, 0), List.of(targets));
  }

  private static Cell cell(long seed, int seen) {
    float[] counts = new float[seen];
    for (int i = 0; i < seen; i++) {
      counts[i] = 1 + (i * 7919 + seed) % 500;
    }
    return new Cell(IntStream.range(0, seen).toArray(), counts, 0);
  }
}
