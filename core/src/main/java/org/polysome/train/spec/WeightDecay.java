package org.polysome.train.spec;

import org.polysome.config.Bare;
import org.polysome.config.Default;
import org.polysome.config.Require;

/** How much weights shrink by themselves. In YAML a bare number is a rate. */
public sealed interface WeightDecay {

  /**
   * The share of a weight that is lost per step and per unit of learning rate.
   *
   * @param learningRate the peak learning rate
   * @param totalSteps steps of the whole run
   */
  double rate(double learningRate, long totalSteps);

  /**
   * A rate.
   *
   * @param rate at least 0
   */
  record Rate(@Bare @Default("0.01") double rate) implements WeightDecay {
    /** Checks the rate. */
    public Rate {
      Require.that(rate >= 0, "weight-decay", "must not be negative", rate);
    }

    @Override
    public double rate(double learningRate, long totalSteps) {
      return rate;
    }
  }

  /**
   * The rate at which a weight without gradients loses all but 1/e of itself over a run at the peak
   * learning rate: 1 / (learning rate x steps) (TxFM, table 4).
   */
  record WholeRun() implements WeightDecay {
    @Override
    public double rate(double learningRate, long totalSteps) {
      return 1 / (learningRate * totalSteps);
    }
  }
}
