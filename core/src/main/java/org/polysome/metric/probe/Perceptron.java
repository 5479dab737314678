package org.polysome.metric.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.random.Seeds;

/**
 * A network of fully connected layers with ReLU between them and dropout after each ReLU, as a
 * function of one array of parameters: layer after layer the weights (outputs, inputs) and then the
 * biases. One layer is a linear model.
 *
 * <p>Inside, activations are (units, cells): the long axis is the last one of every product.
 */
final class Perceptron {

  /** How many cells are judged at a time, which bounds the memory of activations. */
  private static final int BLOCK = 4096;

  private final List<Layer> layers = new ArrayList<>();
  private final double dropout;

  /** Where a layer's parameters start, its sizes, and whether its outputs are those of all. */
  private record Layer(int start, int inputs, int outputs, boolean last) {
    Layer {
      long end = start + (inputs + 1L) * outputs;
      ArraySize.of("weights (outputs, inputs) and biases of a probe", end);
    }

    int biases() {
      return start + inputs * outputs;
    }

    int end() {
      return biases() + outputs;
    }

    DenseMatrix weights(double[] parameters) {
      return new DenseMatrix(outputs, inputs, Arrays.copyOfRange(parameters, start, biases()));
    }
  }

  /**
   * Some cells to learn from.
   *
   * @param points (cells, inputs)
   * @param cells their places in the targets
   * @param targets what the outputs should be
   * @param seed of what is dropped
   */
  record Batch(DenseMatrix points, int[] cells, Targets targets, long seed) {}

  /**
   * A network.
   *
   * @param widths of the inputs, of each hidden layer, and of the outputs
   * @param dropout the share of hidden units that learn nothing from a cell
   */
  Perceptron(int[] widths, double dropout) {
    for (int i = 1; i < widths.length; i++) {
      int start = layers.isEmpty() ? 0 : layers.getLast().end();
      layers.add(new Layer(start, widths[i - 1], widths[i], i == widths.length - 1));
    }
    this.dropout = dropout;
  }

  /** Number of parameters. */
  int parameters() {
    return layers.getLast().end();
  }

  /** Weights and biases uniform within one over the root of the layer's inputs, as in PyTorch. */
  double[] initial(long seed) {
    double[] parameters = new double[parameters()];
    for (Layer layer : layers) {
      double bound = 1 / Math.sqrt(layer.inputs);
      for (int i = layer.start; i < layer.end(); i++) {
        parameters[i] = (2 * Seeds.uniform(seed, i) - 1) * bound;
      }
    }
    return parameters;
  }

  /** The outputs (cells, outputs) for points (cells, inputs); nothing is dropped. */
  DenseMatrix outputs(double[] parameters, DenseMatrix points) {
    int width = layers.getLast().outputs;
    DenseMatrix all = DenseMatrix.zeros(points.rows(), width);
    for (int from = 0; from < points.rows(); from += BLOCK) {
      DenseMatrix hidden = points.rows(from, Math.min(from + BLOCK, points.rows())).transposed();
      for (Layer layer : layers) {
        hidden = forward(layer, parameters, hidden);
      }
      double[] rows = hidden.transposed().values();
      System.arraycopy(rows, 0, all.values(), from * width, rows.length);
    }
    return all;
  }

  /** The mean loss of a batch; its derivative by each parameter is written into the gradient. */
  double lossAndGradient(double[] parameters, Batch batch, double[] gradient) {
    List<DenseMatrix> inputs = new ArrayList<>();
    DenseMatrix hidden = batch.points.transposed();
    for (Layer layer : layers) {
      inputs.add(hidden);
      hidden = forward(layer, parameters, hidden);
      if (!layer.last && dropout > 0) {
        drop(hidden, Seeds.of(batch.seed, layer.start));
      }
    }
    double loss = batch.targets.lossAndSlope(hidden, batch.cells);
    DenseMatrix slope = hidden;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      DenseMatrix turned = i == 0 ? batch.points : inputs.get(i).transposed();
      write(layer, MatrixProduct.multiply(slope, turned), slope, gradient);
      if (i > 0) {
        slope = MatrixProduct.multiply(layer.weights(parameters).transposed(), slope);
        stop(slope, inputs.get(i));
      }
    }
    return loss;
  }

  private DenseMatrix forward(Layer layer, double[] parameters, DenseMatrix inputs) {
    DenseMatrix outputs = MatrixProduct.multiply(layer.weights(parameters), inputs);
    int cells = outputs.columns();
    double[] values = outputs.values();
    for (int unit = 0; unit < layer.outputs; unit++) {
      double bias = parameters[layer.biases() + unit];
      for (int i = unit * cells; i < (unit + 1) * cells; i++) {
        double sum = values[i] + bias;
        values[i] = layer.last ? sum : Math.max(0, sum);
      }
    }
    return outputs;
  }

  private void drop(DenseMatrix hidden, long seed) {
    double[] values = hidden.values();
    IntStream.range(0, values.length)
        .parallel()
        .forEach(i -> values[i] = Seeds.uniform(seed, i) < dropout ? 0 : values[i] / (1 - dropout));
  }

  /** What reaches a hidden unit that is zero, by ReLU or dropped, does not change the loss. */
  private void stop(DenseMatrix slope, DenseMatrix hidden) {
    double[] values = slope.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = hidden.values()[i] > 0 ? values[i] / (1 - dropout) : 0;
    }
  }

  private static void write(Layer layer, DenseMatrix sums, DenseMatrix slope, double[] gradient) {
    System.arraycopy(sums.values(), 0, gradient, layer.start, sums.values().length);
    for (int unit = 0; unit < layer.outputs; unit++) {
      double sum = 0;
      for (int cell = 0; cell < slope.columns(); cell++) {
        sum += slope.get(unit, cell);
      }
      gradient[layer.biases() + unit] = sum;
    }
  }
}
