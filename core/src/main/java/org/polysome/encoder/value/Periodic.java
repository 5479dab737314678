package org.polysome.encoder.value;

import java.util.ArrayList;
import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Layer;
import org.polysome.nn.Projection;
import org.polysome.nn.Traits;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Waves of the value, projected: {@code [sin(2 pi c x), cos(2 pi c x)]} through two linear layers
 * (BMFM-RNA, section 2.2.6). Its code runs one linear map without bias, and can add sigmoids:
 * {@code projection: {type: linear, bias: false}}.
 *
 * @param count how many frequencies
 * @param frequencies the {@code c}
 * @param sigmoids further features, none by default
 * @param shift subtracted from the value first
 * @param projection from features to the model's width
 * @param input which number of the token is read
 * @param zero how a gene not seen is taken
 */
public record Periodic(
    @Default("48") int count,
    @Default("trained") Frequencies frequencies,
    @Default("{}") Sigmoids sigmoids,
    @Default("0") double shift,
    @Default("mlp") Projection projection,
    @Default("normalised") Input input,
    @Default("token") Zero zero)
    implements ValueEncoderSpec {

  /** Checks that there are features. */
  public Periodic {
    Require.atLeast("count", count, 0);
    Require.that(
        count + sigmoids.count() > 0, "count", "must be at least 1 without sigmoids", count);
    Require.that(
        !(projection instanceof Projection.None), "projection", "must be linear or mlp", "none");
  }

  private int features() {
    return 2 * count + sigmoids.count();
  }

  @Override
  public ValueEncoder build(BuildContext context) {
    List<Tensor> basis = count == 0 ? List.of() : List.of(frequencies.build(context, count));
    Layer layer = projection.build(context.in("projection"), features(), context.width());
    return new KindedValues(
        context, zero, (tokens, mode) -> layer.forward(features(tokens, basis), mode));
  }

  private Tensor features(TokenValues tokens, List<Tensor> basis) {
    Tensor numbers = input.of(tokens).unsqueeze(-1);
    Tensor shifted = shift == 0 ? numbers : numbers.add(-shift);
    List<Tensor> features = new ArrayList<>();
    for (Tensor frequencies : basis) {
      Tensor angles = shifted.multiply(frequencies);
      features.add(Functions.sin(angles));
      features.add(Functions.cos(angles));
    }
    if (sigmoids.count() > 0) {
      features.add(sigmoids.of(shifted));
    }
    return Tensors.concatenate(features, -1);
  }

  @Override
  public Traits traits() {
    return Traits.FREE;
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return count + projection.multiplyAdds(features(), sizes.width());
  }
}
