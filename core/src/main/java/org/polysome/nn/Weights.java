package org.polysome.nn;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.Initialisation;

/** How the weights of a model's layers start. */
public sealed interface Weights {

  /** The start of a weight matrix with so many inputs. */
  Initialisation matrix(int inputs);

  /** The start of the bias beside such a matrix. */
  Initialisation bias(int inputs);

  /** The start of a table of vectors. */
  Initialisation table();

  /**
   * As the engine's own layers start: matrices and biases uniform within one over the root of the
   * number of inputs, tables normal with deviation 1.
   */
  record FanIn() implements Weights {
    @Override
    public Initialisation matrix(int inputs) {
      return new Initialisation.Uniform(1 / Math.sqrt(inputs));
    }

    @Override
    public Initialisation bias(int inputs) {
      return matrix(inputs);
    }

    @Override
    public Initialisation table() {
      return new Initialisation.Normal(1);
    }
  }

  /**
   * As BERT starts (arXiv 1810.04805): everything normal with one deviation, biases zero.
   *
   * @param deviation standard deviation, above 0; BERT has 0.02
   */
  record Normal(@Default("0.02") double deviation) implements Weights {

    /** Checks the deviation. */
    public Normal {
      Require.positive("deviation", deviation);
    }

    @Override
    public Initialisation matrix(int inputs) {
      return new Initialisation.Normal(deviation);
    }

    @Override
    public Initialisation bias(int inputs) {
      return Initialisation.ZEROS;
    }

    @Override
    public Initialisation table() {
      return new Initialisation.Normal(deviation);
    }
  }
}
