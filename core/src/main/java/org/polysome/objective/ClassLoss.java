package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.objective.ValueTerms.BinEntropy;
import org.polysome.objective.ValueTerms.BinFocal;
import org.polysome.objective.ValueTerms.Expected;

/** How far predictions of hidden values are from the truth, over classes instead of numbers. */
public sealed interface ClassLoss extends ValueLoss {

  /** From values to the classes, and back. */
  ValueBins bins();

  @Override
  default int outputs() {
    return bins().bins() + 1;
  }

  @Override
  default Optional<ValueBins> classes() {
    return Optional.of(bins());
  }

  @Override
  default Optional<ValueReading> reading() {
    return ValueReading.expected(bins());
  }

  @Override
  default ValueReading prediction() {
    return ValueReading.expectedOrBin(bins());
  }

  /**
   * The cross entropy of classes that stand for intervals of values.
   *
   * @param bins from values to classes
   * @param smoothing share of the truth that is spread over all classes
   */
  record CrossEntropy(@Default("even") ValueBins bins, @Default("0") double smoothing)
      implements ClassLoss {
    /** Checks the share. */
    public CrossEntropy {
      Require.that(
          smoothing >= 0 && smoothing < 1, "smoothing", "must be from 0 to below 1", smoothing);
    }

    /** Without smoothing. */
    public CrossEntropy(ValueBins bins) {
      this(bins, 0);
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new BinEntropy(bins, smoothing));
    }
  }

  /**
   * The focal loss of classes that stand for intervals of values.
   *
   * @param bins from values to classes
   * @param gamma exponent of the share that is missing to certainty
   * @param asPublished as in {@link LabelTask.Focal}
   */
  record Focal(
      @Default("even") ValueBins bins,
      @Default("2") double gamma,
      @Default("false") boolean asPublished)
      implements ClassLoss {
    /** Checks the exponent. */
    public Focal {
      Weights.check("gamma", gamma);
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new BinFocal(bins, gamma, asPublished));
    }
  }

  /**
   * The squared error between the mean value under a softmax over classes and the value of the true
   * class (BMFM-RNA's token value).
   *
   * @param bins from values to classes and back
   */
  record TokenValue(@Default("even") ValueBins bins) implements ClassLoss {
    @Override
    public List<ValueTerm> terms() {
      return List.of(new Expected(bins));
    }
  }
}
