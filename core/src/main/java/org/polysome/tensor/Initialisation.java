package org.polysome.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.random.Seeds;

/** How a parameter's first numbers are drawn: a function of a seed, whatever else is made. */
public sealed interface Initialisation {

  /** The first numbers of a parameter. */
  float[] draw(int length, long seed);

  /** One number everywhere. */
  record Constant(double value) implements Initialisation {
    @Override
    public float[] draw(int length, long seed) {
      float[] numbers = new float[length];
      Arrays.fill(numbers, (float) value);
      return numbers;
    }
  }

  /** Normal with mean zero. */
  record Normal(double deviation) implements Initialisation {
    @Override
    public float[] draw(int length, long seed) {
      RandomGenerator random = Seeds.generator(seed);
      float[] numbers = new float[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = (float) (deviation * random.nextGaussian());
      }
      return numbers;
    }
  }

  /** Uniform between minus and plus a bound. */
  record Uniform(double bound) implements Initialisation {
    @Override
    public float[] draw(int length, long seed) {
      RandomGenerator random = Seeds.generator(seed);
      float[] numbers = new float[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
      return numbers;
    }
  }

  /** In each row of so many columns, the logarithms of 1, 2, 3 and so on. */
  record LogOfColumn(int columns) implements Initialisation {
    @Override
    public float[] draw(int length, long seed) {
      float[] numbers = new float[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = (float) Math.log(1 + i % columns);
      }
      return numbers;
    }
  }

  /** Numbers whose softplus is between two bounds above zero, uniform in its logarithm. */
  record SoftplusOf(double least, double most) implements Initialisation {
    @Override
    public float[] draw(int length, long seed) {
      RandomGenerator random = Seeds.generator(seed);
      float[] numbers = new float[length];
      for (int i = 0; i < length; i++) {
        double wanted = least * Math.exp(random.nextDouble() * Math.log(most / least));
        numbers[i] = (float) Math.log(Math.expm1(wanted));
      }
      return numbers;
    }
  }

  /** Zeros, as biases start. */
  Initialisation ZEROS = new Constant(0);

  /** Ones, as the weights of norms start. */
  Initialisation ONES = new Constant(1);
}
