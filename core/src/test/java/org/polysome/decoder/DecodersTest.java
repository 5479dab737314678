package org.polysome.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenCase;
import org.polysome.config.Config;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Layer;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class DecodersTest {

  private static final int WIDTH = 8;
  private static final int GENES = 5;

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final BuildContext context =
      new BuildContext(new Dimensions(GENES, WIDTH, 1, 2), parameters, new Weights.FanIn());
  private final Tensor rows = Tensors.of(new Initialisation.Normal(1).draw(3 * WIDTH, 9), 3, WIDTH);

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @Test
  void wholeCellIsDenseActivationNormLinear() {
    WholeCell spec = Config.defaults(WholeCell.class);
    Tensor found = spec.build(context, 2).forward(rows, Mode.EVALUATION);
    assertThat(found.shape()).containsExactly(3, GENES, 2);
    Tensor dense = product(rows, "dense").add(parameters.get("dense.bias"));
    Tensor hidden = Functions.gelu(dense);
    Tensor centred = hidden.subtract(hidden.mean(1).unsqueeze(1));
    Tensor normal = centred.divide(centred.square().mean(1).unsqueeze(1).sqrt());
    Tensor expected = product(normal, "out").add(parameters.get("out.bias"));
    GoldenCase.check(found.reshape(3, 2 * GENES), expected, "whole cell", 1e-5);
  }

  private Tensor product(Tensor input, String name) {
    return input.matmul(parameters.get(name + ".weight").transpose(0, 1));
  }

  @Test
  void anMlpWithoutHiddenLayersIsLinear() {
    Layer linear = new Mlp(0, Activation.RELU).build(context, 4);
    Tensor twice = linear.forward(rows.multiply(2.0), Mode.EVALUATION);
    Tensor bias = parameters.get("out.bias");
    Tensor once = linear.forward(rows, Mode.EVALUATION);
    GoldenCase.check(twice, once.multiply(2.0).subtract(bias), "linear", 1e-5);
    assertThat(parameters.trained()).containsOnlyKeys("out.weight", "out.bias");
  }

  @Test
  void eachRowIsDecodedByItself() {
    Layer head = Config.defaults(Mlp.class).build(context, 1);
    Tensor all = head.forward(rows, Mode.EVALUATION);
    assertThat(all.shape()).containsExactly(3, 1);
    Tensor second = head.forward(rows.narrow(0, 1, 1), Mode.EVALUATION);
    GoldenCase.check(second, all.narrow(0, 1, 1), "row 1", 1e-5);
  }

  @Test
  void aDotProductIsTheSumOfProducts() {
    GeneQuery query = new GeneQuerySpec.DotProduct().build(context, WIDTH, 1);
    Tensor cells = rows.multiply(rows).add(0.5);
    Tensor found = query.forward(rows, cells);
    assertThat(found.shape()).containsExactly(3, 1);
    float[] genes = rows.toFloats();
    float[] their = cells.toFloats();
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int i = row * WIDTH; i < (row + 1) * WIDTH; i++) {
        sum += (double) genes[i] * their[i];
      }
      assertThat((double) found.toFloats()[row]).isCloseTo(sum, within(1e-5));
    }
    assertThat(parameters.trained()).isEmpty();
  }

  @Test
  void aDotProductWantsOneWidthAndOneNumber() {
    GeneQuerySpec query = new GeneQuerySpec.DotProduct();
    assertThatThrownBy(() -> query.build(context, 2 * WIDTH, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("16 and 8 numbers");
    assertThatThrownBy(() -> query.build(context, WIDTH, 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the loss wants 2");
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new Mlp(-1, Activation.RELU)).hasMessageContaining("hidden");
    assertThatThrownBy(() -> new WholeCell(Activation.GELU, 0)).hasMessageContaining("epsilon");
  }
}
