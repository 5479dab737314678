package org.polysome.nn;

import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * What a spec gets when it builds its live part.
 *
 * @param sizes sizes shared by the components of a model
 * @param parameters where its parameters go, under the names it gives them
 * @param weights how they start
 */
public record BuildContext(Dimensions sizes, Parameters parameters, Weights weights) {

  /** The same context with parameter names under {@code name}. */
  public BuildContext in(String name) {
    return new BuildContext(sizes, parameters.in(name), weights);
  }

  /** Numbers per token. */
  public int width() {
    return sizes.width();
  }

  /** Makes a weight matrix (outputs, inputs). */
  Tensor matrix(String name, int outputs, int inputs) {
    return parameters.parameter(name, weights.matrix(inputs), outputs, inputs);
  }

  /** Makes the bias beside such a matrix (outputs). */
  Tensor bias(String name, int outputs, int inputs) {
    return parameters.parameter(name, weights.bias(inputs), outputs);
  }

  /** Makes a table of vectors (rows, columns). */
  public Tensor table(String name, int rows, int columns) {
    return parameters.parameter(name, weights.table(), rows, columns);
  }

  /** Makes a vector that starts as one number. */
  public Tensor constant(String name, int length, double value) {
    return parameters.parameter(name, new Initialisation.Constant(value), length);
  }
}
