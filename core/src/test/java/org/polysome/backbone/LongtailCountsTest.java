package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.encoder.value.Input;
import org.polysome.encoder.value.Mlp;
import org.polysome.encoder.value.Zero;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

/** The parameters that the long-tail benchmark prints: of the value encoder and of the backbone. */
class LongtailCountsTest {

  private static final String TRANSFORMER =
      "{type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}";

  /** What a configuration file may hold. */
  record Choice(BackboneSpec backbone) {}

  private static BackboneSpec backbone(String text) {
    return Config.bind(YamlReader.read("backbone: " + text, "text"), Choice.class).backbone();
  }

  private static long count(String text, int layers, int width) {
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      Dimensions sizes = new Dimensions(1, width, layers, 8);
      BuildContext context = new BuildContext(sizes, shapes, new Weights.FanIn());
      new Mlp(width, Activation.RELU, false, Input.NORMALISED, Zero.NUMBER)
          .build(context.in("values"));
      backbone(text).build(context.in("backbone"));
      // The paper's code reads mask, cls and padding as numbers; ours have vectors.
      return shapes.count() - shapes.get("values.kinds.weight").elements();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, 256, 2440960",
    "3, 256, 1253632",
    "9, 256, 3628288",
    "12, 256, 4815616",
    "6, 128, 614272",
    "6, 512, 9731584",
    "6, 768, 21871872",
    "12, 512, 19199488"
  })
  void transformers(int layers, int width, long expected) {
    assertThat(count(TRANSFORMER, layers, width)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mlp | 858880",
        "mlp-mixer | 639233",
        "cnn | 3609856",
        "{type: cnn, order: gene} | 3609856",
        "mamba | 2584064"
      })
  void otherArchitectures(String text, long expected) {
    assertThat(count(text, 6, 256)).isEqualTo(expected);
  }

  @Test
  void multiplyAddsAreThoseOfTheProducts() {
    Dimensions sizes = new Dimensions(1, 256, 6, 8);
    assertThat(backbone("mlp").multiplyAdds(sizes, 512) / 1e9).isCloseTo(0.40, within(0.005));
    long positions = 512 + 256 + 128 + 64 + 32 + 16;
    assertThat(backbone("cnn").multiplyAdds(sizes, 512)).isEqualTo(positions * 9 * 256 * 256);
    long pairs = 512 * 256 + 256 * 128 + 128 * 64 + 64 * 32 + 32 * 16 + 16;
    assertThat(backbone("mlp-mixer").multiplyAdds(sizes, 512))
        .isEqualTo(positions * 256 * 256 + pairs * 256);
  }

  @Test
  void mambaCountsItsProjectionsConvolutionAndScan() {
    long channels = 512;
    long projections = 3 * 256 * channels + (16 + 8) * channels + 16 * channels;
    long scan = (4 + 3 * 4 + 2) * channels;
    assertThat(backbone("mamba").multiplyAdds(new Dimensions(1, 256, 6, 8), 512))
        .isEqualTo(6 * 512 * (projections + scan));
  }
}
