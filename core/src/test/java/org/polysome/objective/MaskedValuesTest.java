package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.decoder.Mlp;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

class MaskedValuesTest {

  private static MaskedValues masked(ValueLoss loss, Mean mean) {
    return new MaskedValues(0.4, loss, mean, new Mlp(1, Activation.GELU), 1);
  }

  @Nested
  class SquaredErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mse(), Mean.TOKENS);
    }

    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.VALUE);
      assertSquaredErrors(objective, states, numbers);
    }
  }

  @Nested
  class SquaredErrorsByCell extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mse(), Mean.CELLS);
    }
  }

  @Nested
  class EvenBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ClassLoss.CrossEntropy(new ValueBins.Even(4, 9)), Mean.TOKENS);
    }
  }

  @Nested
  class QuantileBinsOfTheCell extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ClassLoss.CrossEntropy(new ValueBins.CellQuantiles(3)), Mean.CELLS);
    }
  }

  @Nested
  class ZeroOrHowMuch extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.ZeroInflated(1, 1.5), Mean.CELLS);
    }
  }

  @Nested
  class AbsoluteErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.Mae(false, Link.EXP, 0.2), Mean.CELLS);
    }
  }

  @Nested
  class SmoothErrors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.SmoothL1(0.5), Mean.TOKENS);
    }
  }

  @Nested
  class Counts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.NegativeBinomial(true), Mean.TOKENS);
    }

    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.COUNT);
      assertThat(Arrays.stream(numbers).min().orElseThrow()).isPositive();
    }
  }

  @Nested
  class Poisson extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ValueLoss.PoissonLog(), Mean.CELLS);
    }

    @Override
    boolean mayBeNegative() {
      return true;
    }
  }

  @Nested
  class FocalBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ClassLoss.Focal(new ValueBins.CellQuantiles(3), 2, true), Mean.TOKENS);
    }
  }

  @Nested
  class ValueOfBins extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(new ClassLoss.TokenValue(new ValueBins.Even(4, 9)), Mean.TOKENS);
    }
  }

  @Nested
  class LargeValuesWeighMore extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new MaskedValues(
          List.of(0.2, 0.4, 0.6),
          Optional.of(0.2),
          MaskedValues.Zeros.BY_VALUE,
          new Hiding(0.8, 0.1),
          MaskQuota.CEILING,
          new ValueLoss.ZeroInflated(1, 2, true, Optional.of(2.0), false),
          Mean.TOKENS,
          LongTail.VALUE,
          new Mlp(1, Activation.GELU, true),
          1);
    }
  }

  @Nested
  class LowestClassStays extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return byClass(new ValueBins.WholeParts(3, 1.3), Optional.of(0.0));
    }
  }

  private static MaskedValues byClass(ValueBins bins, Optional<Double> zeroRatio) {
    return new MaskedValues(
        List.of(0.5),
        zeroRatio,
        MaskedValues.Zeros.BY_CLASS,
        Hiding.ALL,
        MaskQuota.CEILING,
        new ClassLoss.CrossEntropy(bins),
        Mean.TOKENS,
        LongTail.NONE,
        new Mlp(0, Activation.GELU),
        1);
  }

  /** Values of 100 seen genes on both sides of the border, of which half are hidden, and zeros. */
  @Test
  void smallValuesAreZerosByClassAndNotByValue() {
    var spec =
        new TokenizerSpec(
            new GeneSelection.All(),
            200,
            Sampling.UNIFORM,
            false,
            new Normalisation.LibrarySize(100, true));
    int[] genes = IntStream.range(0, 100).toArray();
    float[] counts = new float[100];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 1 + i % 4;
    }
    var tokenizer = new Tokenizer(spec, MeasuredGenes.everything(1, 150), Fitted.NOTHING);
    var cell = new Cell(genes, counts, 0);
    for (ValueBins bins :
        List.of(new ValueBins.WholeParts(5, 2), new ValueBins.WholeParts(5, 1.5))) {
      TokenBatch.Masked masked =
          tokenizer
              .tokenize(
                  List.of(cell), Draw.training(7, 0), byClass(bins, Optional.of(0.0)).targets())
              .masked()
              .orElseThrow();
      assertThat(bins.classes(masked.values())).as("classes").doesNotContain(0);
      long candidates =
          IntStream.range(0, 100)
              .filter(i -> Math.log1p(100 * counts[i] / 250.0) >= bins.leastSeen())
              .count();
      assertThat(masked.values()).hasSize((int) Math.ceil(0.5 * candidates));
      assertThat(candidates).isBetween(1L, 99L);
    }
  }

  @Test
  void classesOfOtherBinsAreZeroForZeroAlone() {
    assertThat(new ValueBins.Even(4, 8).leastSeen()).isZero();
    assertThat(new ValueBins.CellQuantiles(4).leastSeen()).isZero();
    assertThatThrownBy(() -> byClass(new ValueBins.Even(4, 8), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "zeros: by-class needs a loss over classes, such as cross-entropy, and a zero-ratio");
  }

  @Test
  void weightsOfACellHaveTheMeanOneAndFollowItsValues() {
    float[] labels = {2, 6, -100, 0, 4, 1, 1, 1};
    HiddenValues hidden = HiddenValues.of(GoldenBatches.hidden(labels, 2));
    ValueTerm all = new ValueLoss.Mse().terms().getFirst();
    ValueTerm seen = new ValueLoss.Mse(false, Link.IDENTITY, 0).terms().getFirst();
    assertThat(hidden.weights(all, Mean.TOKENS, LongTail.VALUE))
        .containsExactly(
            new float[] {0.75f, 2.25f, 0, 16f / 7, 4f / 7, 4f / 7, 4f / 7}, within(1e-6f));
    assertThat(hidden.weights(seen, Mean.TOKENS, LongTail.VALUE))
        .containsExactly(
            new float[] {0.5f, 1.5f, 0, 16f / 7, 4f / 7, 4f / 7, 4f / 7}, within(1e-6f));
    assertThat(hidden.weights(seen, Mean.CELLS, LongTail.VALUE_MINUS_MIN)[1])
        .isCloseTo(1, within(1e-5f));
    assertThat(hidden.weights(seen, Mean.TOKENS, LongTail.NONE))
        .containsExactly(1, 1, 0, 1, 1, 1, 1);
  }

  /** Two, three and two values of three cells, one of them zero; a cell of zeros at the end. */
  @Test
  void meansAreOverValuesOrOverCellsThatHaveAny() {
    float[] labels = {2, 6, -100, -100, 0, 4, 1, -100, 1, -100, -100, 3, 0, 0, -100, -100};
    HiddenValues hidden = HiddenValues.of(GoldenBatches.hidden(labels, 4));
    ValueTerm all = new ValueLoss.Mse().terms().getFirst();
    ValueTerm seen = new ValueLoss.Mse(false, Link.IDENTITY, 0).terms().getFirst();
    assertThat(hidden.count(all, Mean.TOKENS)).isEqualTo(9);
    assertThat(hidden.count(all, Mean.CELLS)).isEqualTo(4);
    assertThat(hidden.count(seen, Mean.TOKENS)).isEqualTo(6);
    assertThat(hidden.count(seen, Mean.CELLS)).isEqualTo(3);
    assertThat(hidden.weights(seen, Mean.CELLS, LongTail.NONE))
        .containsExactly(0.5f, 0.5f, 0, 0.5f, 0.5f, 0.5f, 0.5f, 0, 0);
    assertThat(hidden.weights(seen, Mean.TOKENS, LongTail.VALUE))
        .containsExactly(new float[] {0.5f, 1.5f, 0, 1.6f, 0.4f, 0.5f, 1.5f, 0, 0}, within(1e-6f));
  }

  /**
   * Logits of being zero: in the paper's form, as a focal loss, and of not being zero as published.
   */
  @Test
  void whetherAValueIsZeroIsByTheSecondScore() {
    HiddenValues hidden = HiddenValues.of(GoldenBatches.hidden(new float[] {0, 5, 0}, 1));
    double[] logits = {1.5, -0.5, -2};
    double[] truths = {1, 0, 1};
    try (Scope scope = new Scope()) {
      Tensor scores = Tensors.of(new double[] {9, 1.5, 9, -0.5, 9, -2}, 3, 2);
      double[] plain = isZero(Optional.empty(), false, scores, hidden);
      double[] focal = isZero(Optional.of(2.0), false, scores, hidden);
      double[] published = isZero(Optional.empty(), true, scores, hidden);
      for (int row = 0; row < 3; row++) {
        double zero = 1 / (1 + Math.exp(-logits[row]));
        double right = truths[row] == 1 ? zero : 1 - zero;
        assertThat(plain[row]).isCloseTo(-Math.log(right), within(1e-9));
        assertThat(focal[row])
            .isCloseTo(-(1 - right) * (1 - right) * Math.log(right), within(1e-9));
        assertThat(published[row]).isCloseTo(-Math.log(1 - right), within(1e-9));
      }
    }
  }

  private static double[] isZero(
      Optional<Double> gamma, boolean asPublished, Tensor scores, HiddenValues hidden) {
    return new ValueTerms.IsZero(1, gamma, asPublished).elements(scores, hidden).toDoubles();
  }

  @Test
  void evenBinsKeepZeroApartAndTheLastOneOpen() {
    ValueBins bins = new ValueBins.Even(4, 8);
    assertThat(bins.classes(new float[] {0, 0.1f, 1.9f, 2, 5, 7.9f, 8, 100}))
        .containsExactly(0, 1, 1, 2, 3, 4, 4, 4);
  }

  @Test
  void oneRatioIsWrittenAsANumberAndSeveralAsAList() {
    assertThat(Config.text(read("{}"))).contains("ratio: 0.15\n");
    assertThat(read("{ratio: 0.4}").ratio()).containsExactly(0.4);
    MaskedValues several = read("{ratio: [0.25, 0.5, 0.75]}");
    assertThat(several.ratio()).containsExactly(0.25, 0.5, 0.75);
    assertThat(Config.text(several)).contains("ratio: [0.25, 0.5, 0.75]\n");
    assertThatThrownBy(() -> read("{ratio: []}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ratio: expected a share, or a list of shares");
    assertThatThrownBy(() -> read("{ratio: [0.25, 1.5]}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("1.5 is not between 0 and 1");
  }

  private static MaskedValues read(String yaml) {
    return Config.bind(YamlReader.read(yaml, "text"), MaskedValues.class);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(
            () ->
                new MaskedValues(
                    1, new ValueLoss.Mse(), Mean.CELLS, new Mlp(1, Activation.GELU), 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ratio: 1.0");
    assertThatThrownBy(() -> new ValueLoss.ZeroInflated(-1, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("value-weight: -1.0");
    assertThatThrownBy(() -> new ValueBins.Even(1, 8))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bins: 1");
  }
}
