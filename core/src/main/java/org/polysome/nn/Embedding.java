package org.polysome.nn;

import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** A table of vectors, looked up by row number: parameter {@code weight} (rows, columns). */
public final class Embedding implements Layer {

  private final Tensor weight;

  /** A table of so many rows. */
  public Embedding(BuildContext context, int rows, int columns) {
    weight = context.table("weight", rows, columns);
  }

  /** Row numbers of any shape to (shape, columns). */
  public Tensor forward(Tensor rows) {
    return Functions.embedding(weight, rows);
  }

  @Override
  public Tensor forward(Tensor rows, Mode mode) {
    return forward(rows);
  }

  /** The whole table (rows, columns). */
  public Tensor weight() {
    return weight;
  }
}
