package org.polysome.tensor;

import java.util.Arrays;
import java.util.Map;
import org.polysome.fault.DataException;

/** Copies stored tensors into the live ones of the same names. */
final class Stored {

  private Stored() {}

  /**
   * @param stored the numbers
   * @param live where they go: exactly the same names and shapes
   * @param source where they come from, for messages
   * @throws DataException if a name is missing or left over, or a shape differs
   */
  static void copy(Map<String, Tensor> stored, Map<String, Tensor> live, String source) {
    for (String name : stored.keySet()) {
      if (!live.containsKey(name)) {
        throw new DataException(source + ": tensor '" + name + "' is not part of this model");
      }
    }
    try (NoGradient frozen = new NoGradient()) {
      live.forEach((name, tensor) -> tensor.copyInPlace(fitting(name, tensor, stored, source)));
    }
  }

  private static Tensor fitting(
      String name, Tensor live, Map<String, Tensor> stored, String source) {
    Tensor found = stored.get(name);
    if (found == null) {
      throw new DataException(source + ": tensor '" + name + "' is missing");
    }
    if (!Arrays.equals(found.shape(), live.shape())) {
      throw new DataException(
          "%s: tensor '%s' has shape %s, the model's is %s"
              .formatted(
                  source, name, Arrays.toString(found.shape()), Arrays.toString(live.shape())));
    }
    return found;
  }
}
