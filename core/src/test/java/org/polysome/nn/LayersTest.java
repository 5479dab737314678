package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class LayersTest {

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final BuildContext context =
      new BuildContext(new Dimensions(5, 8, 1, 2), parameters, new Weights.Normal(0.02));

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @Test
  void layersNameTheirParameters() {
    Linear.of(context.in("linear"), 3, 4);
    Linear.withoutBias(context.in("bare"), 3, 4);
    new LayerNorm(context.in("norm"), 8, 1e-5);
    new Embedding(context.in("table"), 5, 8);
    new Attention(context.in("attention"), 0);
    assertThat(parameters.trained())
        .containsOnlyKeys(
            "linear.weight",
            "linear.bias",
            "bare.weight",
            "norm.weight",
            "norm.bias",
            "table.weight",
            "attention.qkv.weight",
            "attention.qkv.bias",
            "attention.out.weight",
            "attention.out.bias");
    assertThat(parameters.get("attention.qkv.weight").shape()).containsExactly(24, 8);
    assertThat(parameters.get("norm.weight").toFloats()).containsOnly(1);
    assertThat(parameters.get("linear.bias").toFloats()).containsOnly(0);
  }

  @Test
  void weightsStartWithTheirDeviation() {
    Tensor normal = context.table("normal", 400, 100);
    assertThat(deviation(normal)).isCloseTo(0.02, within(0.0005));
    Weights fanIn = new Weights.FanIn();
    Tensor uniform = parameters.parameter("uniform", fanIn.matrix(100), 400, 100);
    assertThat(deviation(uniform)).isCloseTo(0.1 / Math.sqrt(3), within(0.001));
    assertThat(uniform.abs().max().item()).isLessThanOrEqualTo(0.1);
    Tensor table = parameters.parameter("table", fanIn.table(), 400, 100);
    assertThat(deviation(table)).isCloseTo(1, within(0.02));
  }

  private static double deviation(Tensor tensor) {
    return Math.sqrt(tensor.square().mean().item());
  }

  @Test
  void layerNormCentresAndScales() {
    LayerNorm norm = new LayerNorm(context, 4, 1e-12);
    float[] found = norm.forward(Tensors.of(new float[] {1, 2, 3, 4}, 1, 4)).toFloats();
    double deviation = Math.sqrt(1.25);
    for (int i = 0; i < 4; i++) {
      assertThat(found[i]).isCloseTo((float) ((i - 1.5) / deviation), within(1e-6f));
    }
  }

  @Test
  void dropoutKeepsTheMeanAndRestsInEvaluation() {
    Tensor ones = Tensors.full(1, ElementType.FLOAT32, Device.CPU, 100_000);
    Dropout dropout = new Dropout(0.25);
    Tensor dropped = dropout.forward(ones, Mode.TRAINING);
    assertThat(dropped.mean().item()).isCloseTo(1, within(0.02));
    assertThat(dropped.equalTo(0).to(ElementType.FLOAT32).mean().item())
        .isCloseTo(0.25, within(0.01));
    assertThat(dropout.forward(ones, Mode.EVALUATION)).isSameAs(ones);
    assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("dropout must be");
  }

  @Test
  void activationsAreTheirFormulas() {
    Tensor x = Tensors.of(new float[] {-1, 0, 2}, 3);
    assertThat(Activation.RELU.apply(x).toFloats()).containsExactly(0, 0, 2);
    assertThat(Activation.LEAKY_RELU.apply(x).toFloats()).containsExactly(-0.01f, 0, 2);
    float[] gelu = Activation.GELU.apply(x).toFloats();
    assertThat(gelu[0]).isCloseTo(-0.15865525f, within(1e-6f));
    assertThat(gelu[2]).isCloseTo(1.9544997f, within(1e-6f));
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new Dimensions(5, 10, 1, 4)).hasMessageContaining("heads");
    assertThatThrownBy(() -> new Dimensions(0, 8, 1, 4)).hasMessageContaining("genes");
  }

  @Test
  void traitsOfTwoComponentsTogether() {
    Traits fixed = new Traits(true, false, true, true);
    assertThat(Traits.FREE.and(fixed)).isEqualTo(fixed);
    assertThat(Traits.FREE.and(Traits.FREE)).isEqualTo(Traits.FREE);
  }
}
