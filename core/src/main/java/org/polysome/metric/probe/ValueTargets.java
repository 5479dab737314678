package org.polysome.metric.probe;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * Numbers, judged by the mean squared error over cells and outputs.
 *
 * @param values (cells, outputs)
 */
record ValueTargets(DenseMatrix values) implements Targets {

  @Override
  public int outputs() {
    return values.columns();
  }

  @Override
  public double lossAndSlope(DenseMatrix outputs, int[] chosen) {
    double size = outputs.values().length;
    double[] sums = new double[outputs.rows()];
    IntStream.range(0, outputs.rows())
        .parallel()
        .forEach(
            output -> {
              for (int i = 0; i < chosen.length; i++) {
                int place = output * chosen.length + i;
                double error = outputs.values()[place] - values.get(chosen[i], output);
                sums[output] += error * error;
                outputs.values()[place] = 2 * error / size;
              }
            });
    return Arrays.stream(sums).sum() / size;
  }
}
