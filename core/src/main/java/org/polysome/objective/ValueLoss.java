package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;

/** How far predictions of hidden values are from the truth. */
public sealed interface ValueLoss {

  /** Numbers that the head predicts for each hidden value. */
  int outputs();

  /** The terms in order. */
  List<ValueTerm> terms();

  /** The squared error. */
  record Mse() implements ValueLoss {
    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new SquaredError("mse", 1, true));
    }
  }

  /**
   * The cross entropy of classes that stand for intervals of values.
   *
   * @param bins from values to classes
   */
  record CrossEntropy(@Default("even") ValueBins bins) implements ValueLoss {
    @Override
    public int outputs() {
      return bins.bins() + 1;
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new BinEntropy(bins));
    }
  }

  /**
   * Is it zero, and if not, how much: binary cross entropy on whether the value is zero, and the
   * squared error of those that are not (paper 003, section 2.3.1).
   *
   * @param valueWeight factor of the squared error
   * @param zeroWeight factor of the binary cross entropy
   */
  record ZeroInflated(@Default("1") double valueWeight, @Default("1") double zeroWeight)
      implements ValueLoss {
    /** Checks the weights. */
    public ZeroInflated {
      Weights.check("value-weight", valueWeight);
      Weights.check("zero-weight", zeroWeight);
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public List<ValueTerm> terms() {
      return List.of(new SquaredError("mse", valueWeight, false), new IsZero(zeroWeight));
    }
  }
}
