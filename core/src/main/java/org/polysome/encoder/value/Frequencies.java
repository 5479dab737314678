package org.polysome.encoder.value;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The angular frequencies {@code 2 pi c} of a {@link Periodic} encoder: tensor {@code basis}. */
public sealed interface Frequencies {

  /** Makes them (count). */
  Tensor build(BuildContext context, int count);

  /**
   * Trained, from normal numbers (BMFM-RNA).
   *
   * @param scale standard deviation of the first {@code c}
   */
  record Trained(@Default("1.5") double scale) implements Frequencies {

    /** Checks the scale. */
    public Trained {
      Require.positive("scale", scale);
    }

    @Override
    public Tensor build(BuildContext context, int count) {
      return context
          .parameters()
          .parameter("basis", new Initialisation.Normal(2 * Math.PI * scale), count);
    }
  }

  /**
   * Never trained, each twice the one before: {@code c_j = scale 2^j}.
   *
   * @param scale the first {@code c}
   */
  record Geometric(@Default("0.01") double scale) implements Frequencies {

    /** Checks the scale. */
    public Geometric {
      Require.positive("scale", scale);
    }

    @Override
    public Tensor build(BuildContext context, int count) {
      float[] basis = new float[count];
      for (int j = 0; j < count; j++) {
        basis[j] = (float) (2 * Math.PI * scale * Math.scalb(1.0, j));
      }
      return context.parameters().buffer("basis", Tensors.of(basis, count));
    }
  }
}
