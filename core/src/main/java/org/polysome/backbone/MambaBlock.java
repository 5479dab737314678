package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.RmsNorm;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** One block of a {@link Mamba}. */
final class MambaBlock {

  private final RmsNorm norm;
  private final MambaMixer mixer;
  private final Optional<MambaMixer> reverse;

  MambaBlock(BuildContext context, Mamba spec) {
    norm = new RmsNorm(context.in("norm"), context.width(), spec.epsilon());
    mixer = new MambaMixer(context.in("mixer"), spec);
    reverse =
        spec.bidirectional()
            ? Optional.of(new MambaMixer(context.in("reverse"), spec))
            : Optional.empty();
  }

  /** (cells, tokens, width) to the same. Tokens before padding do not see it. */
  Tensor forward(Tensor tokens, Optional<Tensor> present) {
    Tensor normalised = norm.forward(tokens);
    Tensor sum = tokens.add(mixer.forward(normalised));
    return reverse
        .map(
            mixed -> {
              Tensor order = reversed(tokens, present);
              Tensor back = mixed.forward(ReadingOrder.vectors(normalised, order));
              return sum.add(ReadingOrder.vectors(back, order));
            })
        .orElse(sum);
  }

  /** Positions (cells, tokens) from each cell's last token to its first; padding stays behind. */
  private static Tensor reversed(Tensor tokens, Optional<Tensor> present) {
    Tensor positions = Tensors.range(tokens.size(1), tokens.device()).unsqueeze(0);
    Tensor from =
        present
            .map(mask -> mask.to(ElementType.INT64).sum(1).unsqueeze(1))
            .orElseGet(
                () ->
                    Tensors.full(
                        tokens.size(1), ElementType.INT64, tokens.device(), tokens.size(0), 1))
            .add(-1L)
            .subtract(positions);
    return Tensors.where(from.lessThan(0), positions.expand(from.shape()), from);
  }
}
