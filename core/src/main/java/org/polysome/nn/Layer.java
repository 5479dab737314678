package org.polysome.nn;

import org.polysome.tensor.Tensor;

/**
 * A live piece of a model: numbers in, numbers out. Its parameters belong to the {@link
 * org.polysome.tensor.Parameters} it was built with, which frees them. The interface is open, so
 * that a program may assemble a model from layers of its own.
 */
@FunctionalInterface
public interface Layer {

  /** Applies the layer. */
  Tensor forward(Tensor input, Mode mode);
}
