package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeProtocolTest {

  /** What the papers say: 30 % tested by longtail, types of 250 cells by encodings. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "TXFM, txfm, 0.2, 5, false, on cells held out",
    "ENCODINGS, encodings, 0.2, 250, false, on cells held out",
    "LONG_TAILS, longtail, 0.3, 5, false, none: the weights of the last epoch",
    "LONG_TAILS_AS_PUBLISHED, as-published, 0.3, 5, true, on the tested cells",
    "TX_EVALUATION, tx-evaluation, 0.2, 5, false, none: the weights of the last epoch"
  })
  void isThatOfItsPaper(
      ProbeProtocol protocol,
      String text,
      double share,
      int least,
      boolean published,
      String selection) {
    assertThat(protocol.text()).isEqualTo(text);
    assertThat(protocol.testShare()).isEqualTo(share);
    assertThat(protocol.leastCells()).isEqualTo(least);
    assertThat(protocol.splitsAtRandom()).isEqualTo(published);
    assertThat(protocol.selectsOnTest()).isEqualTo(published);
    assertThat(protocol.selection()).startsWith(selection);
  }

  /** Results are found again by these words. */
  @Test
  void aResultSaysHowItsProbeWasTrained() {
    assertThat(named(ProbeProtocol.TXFM))
        .containsExactly(
            "knn exact-euclidean-k10-majority",
            "linear standard-scaler-softmax-adamw-decay-0.01-rate-0.01_0.001"
                + "-plateau-0.5-after-2-batch-2048-epochs-100-patience-6-selected-on-validation",
            "mlp standard-scaler-mlp-128-dropout-0.1-adamw-decay-0.01-rate-0.01_0.001"
                + "-plateau-0.5-after-2-batch-2048-epochs-100-patience-6-selected-on-validation");
    assertThat(named(ProbeProtocol.LONG_TAILS))
        .containsExactly(
            "knn exact-euclidean-k10-majority",
            "linear unscaled-softmax-adam-decay-0.0-rate-0.005-constant-batch-64-epochs-50"
                + "-last-weights",
            "mlp unscaled-mlp-128-dropout-0.0-adam-decay-0.0-rate-0.005-constant-batch-64"
                + "-epochs-50-last-weights");
    assertThat(named(ProbeProtocol.TX_EVALUATION).getFirst())
        .isEqualTo("knn tx-evaluation-weighted-euclidean-k251-pca32");
  }

  private static List<String> named(ProbeProtocol protocol) {
    return protocol.probes().stream()
        .map(probe -> probe.name() + " " + probe.flavor().text())
        .toList();
  }
}
