package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;

@Tag("locale")
class InheritanceTest {

  private static final Map<String, String> RECIPES =
      Map.of(
          "base", "{model: {width: 64, values: mlp}, seed: 1}",
          "wide", "{extends: base, model: {width: 256}}",
          "ring", "{extends: knot}",
          "knot", "{extends: ring}");

  @Test
  void theNearerOneWins() {
    assertThat(resolve("{extends: wide, seed: 2}"))
        .isEqualTo("model:\n  width: 256\n  values: mlp\nseed: 2\n");
  }

  @Test
  void withoutTheKeyNothingChanges() {
    assertThat(resolve("{seed: 2}")).isEqualTo("seed: 2\n");
  }

  @Test
  void aCircleIsRefused() {
    assertThatThrownBy(() -> resolve("{extends: ring}"))
        .isInstanceOf(UsageException.class)
        .hasMessage("knot:1: extends goes in a circle: ring -> knot -> ring");
  }

  @Test
  void theNameMustBeText() {
    assertThatThrownBy(() -> resolve("{extends: [a, b]}"))
        .hasMessage("f:1: extends: expected the name or path of a recipe, got a list");
  }

  private static String resolve(String text) {
    return YamlWriter.write(
        Inheritance.resolve(
            YamlReader.read(text, "f"),
            (name, from) -> YamlReader.read(Objects.requireNonNull(RECIPES.get(name)), name)));
  }
}
