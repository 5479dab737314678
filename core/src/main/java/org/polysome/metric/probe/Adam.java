package org.polysome.metric.probe;

/**
 * Adam (Kingma and Ba, 2015) or AdamW (Loshchilov and Hutter, 2019), with moments of 0.9 and 0.999
 * and epsilon 1e-8, as in PyTorch.
 *
 * @param decay of weights and biases
 * @param decoupled whether decay is apart from the gradient, which makes it AdamW
 */
public record Adam(double decay, boolean decoupled) {

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  /** Its name. */
  String name() {
    return decoupled ? "adamw" : "adam";
  }

  /** Moments of all parameters, at zero. */
  Moments start(int parameters) {
    return new Moments(this, new double[parameters], new double[parameters]);
  }

  /** The running means of a gradient and of its square. */
  static final class Moments {

    private final Adam adam;
    private final double[] means;
    private final double[] squares;
    private int steps;

    private Moments(Adam adam, double[] means, double[] squares) {
      this.adam = adam;
      this.means = means;
      this.squares = squares;
    }

    /** Moves the parameters against a gradient. */
    void step(double[] parameters, double[] gradient, double rate) {
      steps++;
      double first = 1 - Math.pow(FIRST, steps);
      double second = Math.sqrt(1 - Math.pow(SECOND, steps));
      for (int i = 0; i < parameters.length; i++) {
        double slope = gradient[i];
        if (adam.decoupled) {
          parameters[i] *= 1 - rate * adam.decay;
        } else {
          slope += adam.decay * parameters[i];
        }
        means[i] += (1 - FIRST) * (slope - means[i]);
        squares[i] = SECOND * squares[i] + (1 - SECOND) * slope * slope;
        parameters[i] -= rate / first * means[i] / (Math.sqrt(squares[i]) / second + EPSILON);
      }
    }
  }
}
