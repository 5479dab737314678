package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

class TransformerTest extends BackboneContract {

  private static final String PAPER_000 =
      "{type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}";

  @Override
  BackboneSpec spec() {
    return read(
        "{type: transformer, feed-forward-ratio: 2, dropout: 0.1, attention-dropout: 0.1,"
            + " feed-forward-dropout: 0.1}");
  }

  /**
   * The table of the long-tail benchmark: parameters of the blocks, and multiply-adds at 512
   * tokens.
   */
  @ParameterizedTest
  @CsvSource({
    "6, 256, 2.01",
    "3, 256, 1.01",
    "9, 256, 3.02",
    "12, 256, 4.03",
    "6, 128, 0.70",
    "6, 512, 6.44",
    "6, 768, 13.29",
    "12, 512, 12.88"
  })
  void countsOfPaper000(int layers, int width, double giga) {
    BackboneSpec spec = read(PAPER_000);
    Dimensions sizes = new Dimensions(1, width, layers, 4);
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      spec.build(new BuildContext(sizes, shapes, new Weights.FanIn()));
      assertThat(shapes.count()).isEqualTo(layers * (6L * width * width + 10L * width));
    }
    double found = spec.multiplyAdds(sizes, 512) / 1e9;
    assertThat(Math.round(found * 100) / 100.0).isEqualTo(giga);
  }

  @Test
  void multiplyAddsAtAnotherLength() {
    BackboneSpec spec = read(PAPER_000);
    double found = spec.multiplyAdds(new Dimensions(1, 768, 6, 4), 768) / 1e9;
    assertThat(Math.round(found * 100) / 100.0).isEqualTo(21.74);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> read("{type: transformer, feed-forward-ratio: 0}"))
        .hasMessageContaining("feed-forward-ratio");
    assertThatThrownBy(() -> read("{type: transformer, attention-dropout: 1}"))
        .hasMessageContaining("attention-dropout");
  }
}
