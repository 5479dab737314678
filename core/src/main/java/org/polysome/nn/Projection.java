package org.polysome.nn;

import org.polysome.config.Default;
import org.polysome.config.Require;

/** From vectors of one width to vectors of another. */
public sealed interface Projection {

  /** Makes the live layer (..., inputs) to (..., outputs). */
  Layer build(BuildContext context, int inputs, int outputs);

  /** Multiply-adds per vector, forward. */
  long multiplyAdds(int inputs, int outputs);

  /** Nothing: both widths are the same. */
  record None() implements Projection {
    @Override
    public Layer build(BuildContext context, int inputs, int outputs) {
      if (inputs != outputs) {
        throw new IllegalArgumentException(
            "projection must be linear or mlp between %d numbers and a width of %d, got none"
                .formatted(inputs, outputs));
      }
      return (input, mode) -> input;
    }

    @Override
    public long multiplyAdds(int inputs, int outputs) {
      return 0;
    }
  }

  /**
   * One linear map: parameters {@code weight} (outputs, inputs), {@code bias}.
   *
   * @param bias whether a number is added per output
   */
  record Linear(@Default("true") boolean bias) implements Projection {
    @Override
    public Layer build(BuildContext context, int inputs, int outputs) {
      return bias
          ? org.polysome.nn.Linear.of(context, inputs, outputs)
          : org.polysome.nn.Linear.withoutBias(context, inputs, outputs);
    }

    @Override
    public long multiplyAdds(int inputs, int outputs) {
      return (long) inputs * outputs;
    }
  }

  /**
   * Two linear maps with an activation between them: {@code W2 act(W1 x + b1) + b2}; parameters
   * {@code first.*}, {@code second.*}.
   *
   * @param hidden numbers between the two
   * @param activation between the two
   */
  record Mlp(@Default("512") int hidden, @Default("relu") Activation activation)
      implements Projection {

    /** Checks the hidden size. */
    public Mlp {
      Require.positive("hidden", hidden);
    }

    @Override
    public Layer build(BuildContext context, int inputs, int outputs) {
      var first = org.polysome.nn.Linear.of(context.in("first"), inputs, hidden);
      var second = org.polysome.nn.Linear.of(context.in("second"), hidden, outputs);
      return (input, mode) -> second.forward(activation.apply(first.forward(input)));
    }

    @Override
    public long multiplyAdds(int inputs, int outputs) {
      return (long) inputs * hidden + (long) hidden * outputs;
    }
  }
}
