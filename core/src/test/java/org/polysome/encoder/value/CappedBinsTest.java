package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.polysome.random.Seeds;

class CappedBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(CappedBins.class, "{cap: 4}");
  }

  /** Shares that make powers of two exactly, and any others. */
  @Test
  void theClassIsTheWholePartOfTheBinaryLogarithm() {
    RandomGenerator random = Seeds.generator(13);
    double[] scaled = new double[200];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = i < 8 ? (1 << i) - 1 : 60 * random.nextDouble();
    }
    float[] values = new float[scaled.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.log1p(scaled[i]);
    }
    double[] table = parameter("bins.weight");
    double[] found = encode(values);
    for (int i = 0; i < values.length; i++) {
      int bin = Math.min(4, Math.getExponent(1 + scaled[i]));
      assertThat(Arrays.copyOfRange(found, i * width(), (i + 1) * width()))
          .as("scaled %s, seed 13", scaled[i])
          .containsExactly(Arrays.copyOfRange(table, bin * width(), (bin + 1) * width()));
    }
  }

  @Test
  void capAndBaseAreChecked() {
    assertThatThrownBy(() -> read(CappedBins.class, "{cap: 0}")).hasMessageContaining("cap");
    assertThatThrownBy(() -> read(CappedBins.class, "{base: 1}")).hasMessageContaining("base");
  }
}
