package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.objective.ValueTerms.CountTerm;
import org.polysome.objective.ValueTerms.IsZero;
import org.polysome.objective.ValueTerms.NumberTerm;
import org.polysome.objective.loss.Errors;
import org.polysome.tensor.Tensor;

/** How far predictions of hidden values are from the truth. */
public sealed interface ValueLoss
    permits ValueLoss.Mse,
        ValueLoss.Mae,
        ValueLoss.SmoothL1,
        ValueLoss.PoissonLog,
        ValueLoss.NegativeBinomial,
        ClassLoss,
        ValueLoss.ZeroInflated {

  /** Numbers that the head predicts for each hidden value. */
  default int outputs() {
    return 1;
  }

  /** The terms in order. */
  List<ValueTerm> terms();

  /** From values to the classes that it is over; empty where it is over numbers. */
  default Optional<ValueBins> classes() {
    return Optional.empty();
  }

  /**
   * What its scores say of a value that is not zero; empty where that cannot be put in the terms of
   * the value, such as a bin by the quantiles of the cell.
   */
  default Optional<ValueReading> reading() {
    return Optional.of(ValueReading.first(Link.IDENTITY));
  }

  /** What its scores say of a value that may be zero. */
  default ValueReading prediction() {
    return reading().orElseThrow();
  }

  /**
   * The squared error.
   *
   * @param zeros whether values that are zero take part
   * @param link from the score to the prediction
   * @param shrinkage factor of the squared prediction, added to the loss
   */
  record Mse(
      @Default("true") boolean zeros,
      @Default("identity") Link link,
      @Default("0") double shrinkage)
      implements ValueLoss {
    /** Checks the factor. */
    public Mse {
      Weights.check("shrinkage", shrinkage);
    }

    /** The plain one, of all values. */
    public Mse() {
      this(true, Link.IDENTITY, 0);
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(
          new NumberTerm(new Term("mse", 1), zeros, link, Errors.of(Tensor::square, shrinkage)));
    }

    @Override
    public Optional<ValueReading> reading() {
      return Optional.of(ValueReading.first(link));
    }
  }

  /**
   * The absolute error.
   *
   * @param zeros whether values that are zero take part
   * @param link from the score to the prediction
   * @param shrinkage factor of the size of the prediction, added to the loss
   */
  record Mae(
      @Default("true") boolean zeros,
      @Default("identity") Link link,
      @Default("0") double shrinkage)
      implements ValueLoss {
    /** Checks the factor. */
    public Mae {
      Weights.check("shrinkage", shrinkage);
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(
          new NumberTerm(new Term("mae", 1), zeros, link, Errors.of(Tensor::abs, shrinkage)));
    }

    @Override
    public Optional<ValueReading> reading() {
      return Optional.of(ValueReading.first(link));
    }
  }

  /**
   * Squared where small, absolute where large.
   *
   * @param border between small and large
   */
  record SmoothL1(@Default("1") double border) implements ValueLoss {
    /** Checks the border. */
    public SmoothL1 {
      Require.positive("border", border);
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(
          new NumberTerm(
              new Term("smooth-l1", 1),
              true,
              Link.IDENTITY,
              (found, truth) -> Errors.smooth(found.subtract(truth), border)));
    }
  }

  /**
   * Poisson in log space, {@code exp(y) - exp(t) y}, for values that are logarithms of one plus a
   * count (TxFM).
   */
  record PoissonLog() implements ValueLoss {
    @Override
    public List<ValueTerm> terms() {
      return List.of(new NumberTerm(new Term("poisson", 1), true, Link.IDENTITY, Errors::poisson));
    }
  }

  /**
   * The negative binomial of the raw counts: the head predicts the logarithms of mean and inverse
   * dispersion, and with {@code zero-inflated} the logit of a zero from elsewhere.
   *
   * @param zeroInflated whether there are more zeros than the negative binomial has
   */
  record NegativeBinomial(@Default("false") boolean zeroInflated) implements ValueLoss {
    @Override
    public int outputs() {
      return zeroInflated ? 3 : 2;
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new CountTerm(zeroInflated));
    }

    @Override
    public Optional<ValueReading> reading() {
      return Optional.of(ValueReading.logOfCount());
    }
  }

  /**
   * Is it zero, and if not, how much: binary cross entropy on whether the value is zero, and the
   * squared error of those that are not (BMFM-RNA, section 2.3.1; scGPT's explicit zero
   * probability, which takes the error of all).
   *
   * @param valueWeight factor of the squared error
   * @param zeroWeight factor of the binary cross entropy
   * @param zeros whether values that are zero take part in the squared error
   * @param gamma exponent of the focal loss that stands for the binary cross entropy, if any
   * @param asPublished whether the second score is the logit of the value <em>not</em> being zero
   *     and its probability is kept from 0 and 1 by an epsilon, as in the code of scGPT
   */
  record ZeroInflated(
      @Default("1") double valueWeight,
      @Default("1") double zeroWeight,
      @Default("false") boolean zeros,
      Optional<Double> gamma,
      @Default("false") boolean asPublished)
      implements ValueLoss {
    /** Checks the weights. */
    public ZeroInflated {
      Weights.check("value-weight", valueWeight);
      Weights.check("zero-weight", zeroWeight);
      gamma.ifPresent(exponent -> Weights.check("gamma", exponent));
      if (gamma.isPresent() && asPublished) {
        throw new org.polysome.fault.UsageException(
            "gamma: the published code has no focal loss beside its probability of zero");
      }
    }

    /** Binary cross entropy, and the error of values that are not zero. */
    public ZeroInflated(double valueWeight, double zeroWeight) {
      this(valueWeight, zeroWeight, false, Optional.empty(), false);
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(
          new NumberTerm(
              new Term("mse", valueWeight),
              zeros,
              Link.IDENTITY,
              (found, truth) -> found.subtract(truth).square()),
          new IsZero(zeroWeight, gamma, asPublished));
    }

    @Override
    public ValueReading prediction() {
      return ValueReading.unlessZero(asPublished);
    }
  }
}
