package org.polysome.objective;

import java.util.stream.IntStream;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * The labels of some cells, all of them known.
 *
 * @param codes of the cells
 * @param labels what the codes mean
 */
record LabelTargets(int[] codes, LabelDictionary labels) {

  /** The class of each cell (cells), 64-bit integers; the first where there are several. */
  Tensor classes(Device device) {
    long[] classes =
        IntStream.of(codes).mapToLong(code -> labels.members().get(code).getFirst()).toArray();
    return Tensors.of(classes, classes.length).to(device);
  }

  /** 1 for each class of each cell (cells, classes). */
  Tensor all(ElementType type, Device device) {
    int width = labels.classes().size();
    float[] all = new float[codes.length * width];
    for (int cell = 0; cell < codes.length; cell++) {
      for (int member : labels.members().get(codes[cell])) {
        all[cell * width + member] = 1;
      }
    }
    return Tensors.of(all, codes.length, width).to(device).to(type);
  }

  /** The label of each cell read as a number (cells). */
  Tensor numbers(ElementType type, Device device) {
    double[] numbers =
        IntStream.of(codes)
            .mapToDouble(code -> Double.parseDouble(labels.categories().get(code).strip()))
            .toArray();
    return Tensors.of(numbers, numbers.length).to(type).to(device);
  }
}
