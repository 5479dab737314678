package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;

class GivenVectorsTest {

  private static final String TOKENS =
      "width: 8, layers: 1, heads: 2, pooling: mean, gene-encoder: {type: matrix, file: v.tsv}";

  private static ModelSpec read(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), ModelSpec.class);
  }

  /** A run is resumed from any folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: token-model, " + TOKENS + "}",
        "{type: encoder-decoder, encoder: {"
            + TOKENS
            + "}, decoder: {width: 8, layers: 1, heads: 2}}",
      })
  void filesAreFoundFromAnyFolder(String yaml) {
    ModelSpec relative = read(yaml);
    ModelSpec absolute = relative.absolute();
    Path file = Path.of("v.tsv").toAbsolutePath();
    assertThat(absolute.givenVectors().orElseThrow().files()).containsExactly(file);
    assertThat(absolute).hasSameClassAs(relative).isNotEqualTo(relative);
    assertThat(absolute.absolute()).isEqualTo(absolute);
    assertThat(relative.givenVectors().orElseThrow().width()).isEqualTo(8);
  }

  @Test
  void othersHaveNone() {
    for (String yaml :
        new String[] {"{type: token-model}", "{type: encoder-decoder}", "{type: scvi}"}) {
      ModelSpec spec = read(yaml);
      assertThat(spec.givenVectors()).isEmpty();
      assertThat(spec.absolute()).isEqualTo(spec);
    }
  }
}
