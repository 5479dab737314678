package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;

class ParametersTest {

  private static final Initialisation NORMAL = new Initialisation.Normal(1);

  @Test
  void firstNumbersDependOnSeedAndNameOnly() {
    try (Parameters one = new Parameters(Device.CPU, 5);
        Parameters other = new Parameters(Device.CPU, 5);
        Parameters reseeded = new Parameters(Device.CPU, 6)) {
      Tensor a = one.in("layer").parameter("a", NORMAL, 3, 4);
      Tensor b = one.in("layer").parameter("b", NORMAL, 3, 4);
      other.in("layer").parameter("b", NORMAL, 3, 4);
      Engine.seed(99);
      Tensor again = other.in("layer").parameter("a", NORMAL, 3, 4);
      assertThat(again.toFloats()).containsExactly(a.toFloats());
      assertThat(b.toFloats()).isNotEqualTo(a.toFloats());
      assertThat(reseeded.in("layer").parameter("a", NORMAL, 3, 4).toFloats())
          .isNotEqualTo(a.toFloats());
    }
  }

  @Test
  void parametersOutliveTheScopeTheyWereMadeIn() {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      try (Scope scope = new Scope()) {
        parameters.parameter("a", Initialisation.ONES, 2);
        parameters.buffer("b", Tensors.of(new int[] {3}, 1));
      }
      assertThat(parameters.all()).containsOnlyKeys("a", "b");
      assertThat(parameters.get("a").toFloats()).containsExactly(1, 1);
      assertThat(parameters.get("b").toInts()).containsExactly(3);
      assertThat(parameters.count()).isEqualTo(2);
    }
  }

  @Test
  void aPrefixShowsItsOwn() {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      parameters.in("x").parameter("a", Initialisation.ONES, 2);
      parameters.in("xy").parameter("a", Initialisation.ONES, 2);
      assertThat(parameters.in("x").trained()).containsOnlyKeys("x.a");
      assertThatThrownBy(() -> parameters.in("x").parameter("a", Initialisation.ONES, 2))
          .hasMessageContaining("x.a");
    }
  }

  @Test
  void shapesWithoutNumbersCanBeCounted() {
    try (Parameters parameters = new Parameters(Device.META, 1)) {
      parameters.parameter("huge", NORMAL, 1_000_000, 10_000);
      assertThat(parameters.count()).isEqualTo(10_000_000_000L);
    }
  }

  @Test
  void loadingTakesExactlyTheSameNamesAndShapes() {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      parameters.parameter("a", Initialisation.ONES, 2);
      Tensor two = Tensors.of(new float[] {7, 8}, 2);
      parameters.load(Map.of("a", two), "m");
      assertThat(parameters.get("a").toFloats()).containsExactly(7, 8);
      refused(parameters, Map.of(), "m: tensor 'a' is missing");
      refused(parameters, Map.of("a", two.reshape(1, 2)), "m: tensor 'a' has shape [1, 2]");
      Map<String, Tensor> more = new LinkedHashMap<>(Map.of("a", two, "z", two));
      refused(parameters, more, "m: tensor 'z' is not part of this model");
    }
  }

  private static void refused(Parameters parameters, Map<String, Tensor> stored, String message) {
    assertThatThrownBy(() -> parameters.load(stored, "m"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }
}
