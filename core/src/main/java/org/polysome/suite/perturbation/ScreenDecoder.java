package org.polysome.suite.perturbation;

import org.polysome.config.Names;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.probe.Decoder;
import org.polysome.metric.probe.LinearDecoder;
import org.polysome.metric.probe.MlpDecoder;

/** What expression is decoded from an embedding by. */
public enum ScreenDecoder {
  /** A ridge regression: what paper 002 says, and what counts where there are several. */
  LINEAR("") {
    @Override
    Decoder decoder(MatrixProduct product) {
      return new LinearDecoder(RIDGE, product);
    }
  },
  /** The network with three hidden layers of Tx-Evaluation's code. */
  MLP("mlp_") {
    @Override
    Decoder decoder(MatrixProduct product) {
      return MlpDecoder.published(product);
    }
  };

  private static final double RIDGE = 1;

  private final String prefix;

  ScreenDecoder(String prefix) {
    this.prefix = prefix;
  }

  /** Its name on the command line. */
  public String text() {
    return Names.kebab(name());
  }

  abstract Decoder decoder(MatrixProduct product);

  /** What a metric of it is called in results. */
  String metric(String name) {
    return prefix + name;
  }
}
