package org.polysome.encoder.value;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Features {@code sigmoid(x o_j - c_j)} beside the waves of a {@link Periodic} encoder, as in the
 * code of BMFM-RNA. They are not trained.
 *
 * @param centres the {@code c_j}
 * @param orientations the {@code o_j}
 */
public record Sigmoids(
    @Default("[]") List<Double> centres, @Default("[]") List<Double> orientations) {

  /** Checks that there is one orientation per centre. */
  public Sigmoids {
    centres = List.copyOf(centres);
    orientations = List.copyOf(orientations);
    Require.that(
        centres.size() == orientations.size(),
        "orientations",
        "must be as many as centres, %d".formatted(centres.size()),
        orientations.size());
  }

  /** How many. */
  int count() {
    return centres.size();
  }

  /** The features (cells, tokens, count) of numbers (cells, tokens, 1). */
  Tensor of(Tensor numbers) {
    return numbers
        .multiply(row(orientations, numbers.device()))
        .subtract(row(centres, numbers.device()))
        .sigmoid();
  }

  private static Tensor row(List<Double> numbers, Device device) {
    float[] row = new float[numbers.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = numbers.get(i).floatValue();
    }
    return Tensors.of(row, row.length).to(device);
  }
}
