package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;
import org.polysome.nn.DenseLayers;
import org.polysome.tensor.Device;
import org.polysome.tokenizer.MeasuredGenes;

class ObjectiveContextTest {

  @Test
  void headsThatPredictValuesReadLabelsBesideStates() {
    LabelDictionary labels = LabelDictionary.of(List.of("B", "T"), List.of());
    try (Heads heads = new Heads()) {
      ObjectiveContext plain =
          heads.context(4, MeasuredGenes.everything(1, 10), Map.of("type", labels));
      ObjectiveContext wide =
          new ObjectiveContext(plain.build(), plain.measured(), plain.labels(), 6, 3);
      assertThat(plain.readWidth(4)).isEqualTo(4);
      assertThat(wide.readWidth(6)).isEqualTo(9);
      assertThat(wide.named("label.type").cellWidth()).isEqualTo(6);
      assertThat(wide.labels("type")).isEqualTo(labels);
      assertThat(wide.device()).isEqualTo(Device.CPU);
      assertThatThrownBy(() -> wide.labels("donor"))
          .isInstanceOf(UsageException.class)
          .hasMessage("there are no labels of a column 'donor'");
    }
  }

  @Test
  void aTermInsideAnotherWeighsByBoth() {
    assertThat(new Term("mse", 2).within("wced", 3)).isEqualTo(new Term("wced.mse", 6));
  }

  @Test
  void refusesWeightsAndVariancesOutOfRange() {
    assertThatThrownBy(
            () -> new ValueLoss.ZeroInflated(1, 1, false, java.util.Optional.of(-2.0), false))
        .hasMessageContaining("gamma");
    var form = new DenseLayers.Form(10, 1, DenseLayers.Norm.NONE, 0);
    assertThatThrownBy(() -> new Library.Latent(List.of(4.0), List.of(0.0), form, false))
        .hasMessageContaining("variances");
    assertThatThrownBy(() -> new Library.Latent(List.of(4.0, 5.0), List.of(1.0), form, false))
        .hasMessageContaining("as many as the means");
  }
}
