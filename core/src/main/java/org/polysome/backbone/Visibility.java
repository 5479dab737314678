package org.polysome.backbone;

import java.util.Optional;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** Which tokens a token sees in attention. It always sees itself. */
final class Visibility {

  private Visibility() {}

  /** All tokens there are: the form of {@link Sequence#present}. */
  static Optional<Tensor> all(Sequence sequence) {
    return sequence.present();
  }

  /** The known tokens and itself (cells, queries, keys). */
  static Tensor known(Sequence sequence) {
    Tensor absent = sequence.kinds().equalTo(TokenKind.PAD.code());
    Tensor known = absent.or(sequence.kinds().equalTo(TokenKind.MASK.code())).not();
    return known.unsqueeze(1).or(distances(sequence).equalTo(0));
  }

  /**
   * Of what it would see, the tokens at most so far before and after it.
   *
   * @param visible in one of the forms that attention takes
   */
  static Tensor near(Sequence sequence, Optional<Tensor> visible, int reach) {
    Tensor distances = distances(sequence);
    Tensor near = distances.lessThan(reach + 0.5);
    return visible
        .map(mask -> mask.dimensions() == 2 ? mask.unsqueeze(1) : mask)
        .map(mask -> near.and(mask).or(distances.equalTo(0)))
        .orElse(near);
  }

  /** How many tokens apart (1, queries, keys). */
  private static Tensor distances(Sequence sequence) {
    Device device = sequence.embedded().device();
    Tensor places = Tensors.range(sequence.embedded().size(1), device);
    return places.unsqueeze(0).subtract(places.unsqueeze(1)).abs().unsqueeze(0);
  }
}
