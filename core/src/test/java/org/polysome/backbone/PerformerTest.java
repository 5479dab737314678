package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

class PerformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: performer, features: 12, head-width: 6}");
  }

  /** scBERT's 200 numbers, 10 heads of 64, 6 blocks: 266 features a head. */
  @Test
  void sizesOfScBert() {
    BackboneSpec spec = read("{type: performer, head-width: 64, qkv-bias: false}");
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      Dimensions sizes = new Dimensions(1, 200, 6, 10);
      spec.build(new BuildContext(sizes, shapes, new Weights.FanIn()));
      assertThat(shapes.get("layers.0.attention.projection").shape()).containsExactly(266, 64);
      long attention = 4 * 200 * 640 + 200;
      long feedForward = 2 * 200 * 800 + 800 + 200;
      assertThat(shapes.count()).isEqualTo(6 * (attention + feedForward + 4 * 200) + 2 * 200);
    }
  }

  @Test
  void costIsLinearInTheLength() {
    Dimensions sizes = new Dimensions(1, 200, 6, 10);
    BackboneSpec spec = read("performer");
    assertThat(spec.multiplyAdds(sizes, 16000)).isEqualTo(16 * spec.multiplyAdds(sizes, 1000));
  }
}
