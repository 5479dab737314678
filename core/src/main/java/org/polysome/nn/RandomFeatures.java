package org.polysome.nn;

import java.util.random.RandomGenerator;
import org.polysome.random.Seeds;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * The random directions of linear attention, orthogonal in blocks (arXiv 2009.14794, section 3.2):
 * buffer {@code projection} (features, dim), drawn again now and then. The n-th drawing is a
 * function of the seed, the layer's name and n.
 */
final class RandomFeatures {

  private final Tensor projection;
  private final long seed;
  private final RowNorm norm;
  private final int redraw;

  /**
   * Draws the first ones.
   *
   * @param redraw steps between drawings; 0 for never
   */
  RandomFeatures(Parameters parameters, long[] shape, RowNorm norm, int redraw) {
    this.norm = norm;
    this.redraw = redraw;
    seed = parameters.seed("projection");
    Tensor first = Tensors.of(draw((int) shape[0], (int) shape[1], norm, Seeds.of(seed, 0)), shape);
    projection = parameters.buffer("projection", first);
  }

  /** (features, dim). */
  Tensor projection() {
    return projection;
  }

  /** Draws again where it is time. */
  void atStep(long step) {
    if (redraw > 0 && step > 0 && step % redraw == 0) {
      int features = (int) projection.size(0);
      int dim = (int) projection.size(1);
      float[] drawn = draw(features, dim, norm, Seeds.of(seed, step / redraw));
      try (NoGradient frozen = new NoGradient()) {
        projection.copyInPlace(Tensors.of(drawn, features, dim));
      }
    }
  }

  /** Rows of norm 1 that are orthogonal in blocks of {@code dim}, each times a length. */
  static float[] draw(int features, int dim, RowNorm norm, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    float[] rows = new float[features * dim];
    double[][] block = new double[0][];
    for (int row = 0; row < features; row++) {
      if (row % dim == 0) {
        block = orthonormal(dim, random);
      }
      double length = norm == RowNorm.CONSTANT ? Math.sqrt(dim) : length(gaussian(dim, random));
      for (int i = 0; i < dim; i++) {
        rows[row * dim + i] = (float) (length * block[row % dim][i]);
      }
    }
    return rows;
  }

  /** A random orthogonal matrix: Gaussian rows, each made orthogonal to those before. */
  private static double[][] orthonormal(int dim, RandomGenerator random) {
    double[][] rows = new double[dim][];
    for (int row = 0; row < dim; row++) {
      rows[row] = gaussian(dim, random);
      // Twice is enough: what rounding leaves after the first pass, the second removes.
      for (int pass = 0; pass < 2; pass++) {
        for (int earlier = 0; earlier < row; earlier++) {
          subtractProjection(rows[row], rows[earlier]);
        }
        scale(rows[row], 1 / length(rows[row]));
      }
    }
    return rows;
  }

  private static double[] gaussian(int dim, RandomGenerator random) {
    double[] numbers = new double[dim];
    for (int i = 0; i < dim; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }

  private static void subtractProjection(double[] vector, double[] unit) {
    double product = 0;
    for (int i = 0; i < vector.length; i++) {
      product += vector[i] * unit[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= product * unit[i];
    }
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double number : vector) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
