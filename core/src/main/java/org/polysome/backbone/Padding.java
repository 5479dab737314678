package org.polysome.backbone;

import java.util.Optional;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Positions without a token, for backbones that mix positions by their place. */
final class Padding {

  private Padding() {}

  /** (cells, positions, width) with a number where there is no token. */
  static Tensor filled(Tensor states, Optional<Tensor> present, double number) {
    return present.map(mask -> states.maskedFill(mask.not().unsqueeze(2), number)).orElse(states);
  }

  /** Which positions are left of (cells, positions) that are taken in steps. */
  static Optional<Tensor> everyOther(Optional<Tensor> present, int step) {
    return present.map(
        mask -> {
          long kept = (mask.size(1) + step - 1) / step;
          return mask.indexSelect(1, Tensors.range(kept, mask.device()).multiply((long) step));
        });
  }

  /** The mean over the positions with a token, (cells, 1, width). */
  static Tensor mean(Tensor states, Optional<Tensor> present) {
    return present
        .map(
            mask -> {
              Tensor share = mask.to(states.type()).unsqueeze(2).sum(1);
              return filled(states, present, 0).sum(1).divide(share);
            })
        .orElseGet(() -> states.mean(1))
        .unsqueeze(1);
  }
}
