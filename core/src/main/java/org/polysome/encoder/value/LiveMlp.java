package org.polysome.encoder.value;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** The two layers of an {@link Mlp}. */
final class LiveMlp {

  private final Mlp spec;
  private final Linear first;
  private final Linear second;

  private LiveMlp(Mlp spec, BuildContext context) {
    this.spec = spec;
    first = Linear.of(context.in("first"), 1, spec.hidden());
    second = Linear.of(context.in("second"), spec.hidden(), context.width());
  }

  static ValueEncoder of(Mlp spec, BuildContext context) {
    LiveMlp layers = new LiveMlp(spec, context);
    return switch (spec.others()) {
      case Others.Learned learned -> new KindedValues(context, spec.zero(), layers::encode);
      case Others.Number number ->
          (tokens, mode) -> layers.encode(tokens.withNumbers(number), mode);
      case Others.Hidden hidden -> {
        ValueEncoder inner = new KindedValues(context, spec.hidden(), spec.zero(), layers::hidden);
        yield (tokens, mode) -> layers.output(spec.activation().apply(inner.forward(tokens, mode)));
      }
    };
  }

  private Tensor encode(TokenValues tokens, Mode mode) {
    return output(hidden(tokens, mode));
  }

  private Tensor hidden(TokenValues tokens, Mode mode) {
    Tensor numbers = spec.input().of(tokens).unsqueeze(-1);
    Tensor clamped =
        spec.clamp()
            .map(largest -> numbers.clamp(Double.NEGATIVE_INFINITY, largest))
            .orElse(numbers);
    return spec.activation().apply(first.forward(clamped));
  }

  private Tensor output(Tensor hidden) {
    Tensor encoded = second.forward(hidden);
    return spec.outputActivation() ? spec.activation().apply(encoded) : encoded;
  }
}
