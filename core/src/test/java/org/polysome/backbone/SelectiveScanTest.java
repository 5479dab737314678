package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The scan beside a plain loop over tokens in doubles, forward and backward. */
class SelectiveScanTest {

  private static final long SEED = 20261121;
  private static final int CELLS = 2;
  private static final int CHANNELS = 3;
  private static final int STATES = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 63, 64, 65, 130, 256})
  void agreesWithAPlainLoop(int tokens) {
    Case numbers = new Case(tokens);
    Plain plain = new Plain(numbers);
    plain.run();
    try (Scope scope = new Scope()) {
      List<Tensor> inputs = numbers.tensors();
      Tensor found =
          SelectiveScan.of(
              inputs.get(0), inputs.get(1), inputs.get(2), inputs.get(3), inputs.get(4));
      same(found, plain.output, "y");
      found.multiply(Tensors.of(numbers.outer, CELLS, tokens, CHANNELS)).sum().backward();
      double[][] expected = {plain.ofX, plain.ofStep, plain.ofDecay, plain.ofWrite, plain.ofRead};
      for (int i = 0; i < expected.length; i++) {
        same(inputs.get(i).gradient().orElseThrow(), expected[i], "gradient " + i);
      }
    }
  }

  private static void same(Tensor found, double[] expected, String name) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double[] numbers = found.toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertThat(numbers[i])
          .as("%s[%d], seed %d", name, i, SEED)
          .isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-12 * largest));
    }
  }

  /** Steps from far below one to far above, so that some factors vanish and some stay. */
  private static final class Case {
    final int tokens;
    final double[] x;
    final double[] step;
    final double[] decay;
    final double[] write;
    final double[] read;
    final double[] outer;

    Case(int tokens) {
      this.tokens = tokens;
      Random random = new Random(SEED + tokens);
      x = random.doubles(CELLS * tokens * CHANNELS, -2, 2).toArray();
      step = random.doubles(x.length, -6, 2).map(Math::exp).toArray();
      decay = random.doubles(CHANNELS * STATES, -20, -0.01).toArray();
      write = random.doubles(CELLS * tokens * STATES, -2, 2).toArray();
      read = random.doubles(write.length, -2, 2).toArray();
      outer = random.doubles(x.length, -1, 1).toArray();
    }

    List<Tensor> tensors() {
      return List.of(
          leaf(x, CELLS, tokens, CHANNELS),
          leaf(step, CELLS, tokens, CHANNELS),
          leaf(decay, CHANNELS, STATES),
          leaf(write, CELLS, tokens, STATES),
          leaf(read, CELLS, tokens, STATES));
    }

    private static Tensor leaf(double[] numbers, long... shape) {
      return Tensors.of(numbers, shape).requiresGradient(true);
    }
  }

  /** One number after the other. */
  private static final class Plain {
    final Case in;
    final double[] output;
    final double[] ofX;
    final double[] ofStep;
    final double[] ofDecay;
    final double[] ofWrite;
    final double[] ofRead;

    Plain(Case in) {
      this.in = in;
      output = new double[in.x.length];
      ofX = new double[in.x.length];
      ofStep = new double[in.x.length];
      ofDecay = new double[in.decay.length];
      ofWrite = new double[in.write.length];
      ofRead = new double[in.read.length];
    }

    void run() {
      for (int cell = 0; cell < CELLS; cell++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          for (int state = 0; state < STATES; state++) {
            scan(cell, channel, state);
          }
        }
      }
    }

    private void scan(int cell, int channel, int state) {
      int d = channel * STATES + state;
      double[] h = new double[in.tokens + 1];
      for (int t = 0; t < in.tokens; t++) {
        int x = (cell * in.tokens + t) * CHANNELS + channel;
        int s = (cell * in.tokens + t) * STATES + state;
        h[t + 1] = Math.exp(in.step[x] * in.decay[d]) * h[t] + in.step[x] * in.write[s] * in.x[x];
        output[x] += in.read[s] * h[t + 1];
      }
      double later = 0;
      for (int t = in.tokens - 1; t >= 0; t--) {
        int x = (cell * in.tokens + t) * CHANNELS + channel;
        int s = (cell * in.tokens + t) * STATES + state;
        double factor = Math.exp(in.step[x] * in.decay[d]);
        double g = in.read[s] * in.outer[x] + later;
        ofRead[s] += h[t + 1] * in.outer[x];
        ofWrite[s] += g * in.step[x] * in.x[x];
        ofX[x] += g * in.step[x] * in.write[s];
        ofStep[x] += g * (in.write[s] * in.x[x] + h[t] * factor * in.decay[d]);
        ofDecay[d] += g * h[t] * factor * in.step[x];
        later = factor * g;
      }
    }
  }
}
