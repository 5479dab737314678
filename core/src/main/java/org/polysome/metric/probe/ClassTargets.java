package org.polysome.metric.probe;

import java.util.Arrays;
import org.polysome.matrix.DenseMatrix;

/**
 * Classes, judged by the cross entropy of the softmax of the outputs.
 *
 * @param labels the class of each cell
 * @param outputs how many classes there are
 */
record ClassTargets(int[] labels, int outputs) implements Targets {

  @Override
  public double lossAndSlope(DenseMatrix outputs, int[] chosen) {
    int[] own = Arrays.stream(chosen).map(cell -> labels[cell]).toArray();
    double sum = CrossEntropy.sumAndErrors(outputs, own);
    for (int i = 0; i < outputs.values().length; i++) {
      outputs.values()[i] /= chosen.length;
    }
    return sum / chosen.length;
  }
}
