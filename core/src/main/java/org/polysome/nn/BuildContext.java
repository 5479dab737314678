package org.polysome.nn;

import java.util.Map;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * What a spec gets when it builds its live part.
 *
 * @param sizes sizes shared by the components of a model
 * @param parameters where its parameters go, under the names it gives them
 * @param weights how they start
 * @param labels how many labels there are in each column of {@code obs} that is read
 */
public record BuildContext(
    Dimensions sizes, Parameters parameters, Weights weights, Map<String, Integer> labels) {

  /** Copies the labels. */
  public BuildContext {
    labels = Map.copyOf(labels);
  }

  /** A context without labels. */
  public BuildContext(Dimensions sizes, Parameters parameters, Weights weights) {
    this(sizes, parameters, weights, Map.of());
  }

  /** The same context with parameter names under {@code name}. */
  public BuildContext in(String name) {
    return new BuildContext(sizes, parameters.in(name), weights, labels);
  }

  /** Numbers per token. */
  public int width() {
    return sizes.width();
  }

  /**
   * How many labels a column has.
   *
   * @throws UsageException if it is not among the columns that are read
   */
  public int labels(String column) {
    if (!labels.containsKey(column)) {
      throw new UsageException("there are no labels of a column '" + column + "'");
    }
    return labels.get(column);
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

  /** Makes a table of vectors that start as one number. */
  public Tensor vectors(String name, double value, long... shape) {
    return parameters.parameter(name, new Initialisation.Constant(value), shape);
  }

  /** Makes a vector that starts as one number. */
  public Tensor constant(String name, int length, double value) {
    return parameters.parameter(name, new Initialisation.Constant(value), length);
  }
}
