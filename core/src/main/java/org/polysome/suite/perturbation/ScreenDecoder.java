package org.polysome.suite.perturbation;

import org.polysome.config.Names;
import org.polysome.metric.probe.Decoder;
import org.polysome.metric.probe.LinearDecoder;
import org.polysome.metric.probe.MlpDecoder;
import org.polysome.suite.Metric;

/** What expression is decoded from an embedding by. */
public enum ScreenDecoder {
  /** A ridge regression: what TxFM says, and what counts where there are several. */
  LINEAR("", "") {
    @Override
    Decoder decoder() {
      return new LinearDecoder(RIDGE);
    }
  },
  /** The network with three hidden layers of Tx-Evaluation's code. */
  MLP("mlp_", ", MLP decoder") {
    @Override
    Decoder decoder() {
      return MlpDecoder.published();
    }
  };

  private static final double RIDGE = 1;

  private final String prefix;
  private final String suffix;

  ScreenDecoder(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** Its name on the command line. */
  public String text() {
    return Names.kebab(name());
  }

  abstract Decoder decoder();

  /** The rank correlation of what it decodes. */
  Metric spearman() {
    return metric("spearman", "Spearman");
  }

  /** The structural integrity of what it decodes. */
  Metric integrity() {
    return metric("structural_integrity", "Structural integrity");
  }

  private Metric metric(String name, String title) {
    return Metric.higher(prefix + name, title + suffix, decoder().flavor());
  }
}
