package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.suite.integration.IntegrationFlavors;
import org.polysome.suite.perturbation.PostProcessing;
import picocli.CommandLine.TypeConversionException;

@Tag("locale")
class ByTextTest {

  @Test
  void constantsAreFoundByTheirTexts() {
    for (ProbeProtocol protocol : ProbeProtocol.values()) {
      assertThat(new BenchmarkAnnotation.Protocol().convert(protocol.text())).isEqualTo(protocol);
    }
    assertThat(new BenchmarkIntegration.FlavorsByName().convert("scib-metrics"))
        .isEqualTo(IntegrationFlavors.SCIB_METRICS);
    assertThat(new BenchmarkPerturbationMap.PostProcessingByName().convert("centre-scale"))
        .isEqualTo(PostProcessing.CENTRE_SCALE);
  }

  @Test
  void protocolsAreFoundByTheNamesThatTheyHad() {
    var protocols = new BenchmarkAnnotation.Protocol();
    assertThat(protocols.convert("002")).isEqualTo(ProbeProtocol.TXFM);
    assertThat(protocols.convert("001")).isEqualTo(ProbeProtocol.ENCODINGS);
    assertThat(protocols.convert("000")).isEqualTo(ProbeProtocol.LONG_TAILS);
    assertThat(protocols.convert("long-tails")).isEqualTo(ProbeProtocol.LONG_TAILS);
  }

  @Test
  void otherTextsAreRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> new BenchmarkAnnotation.Protocol().convert("003"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'003' is no protocol; there are: converged, txfm, encodings, longtail, as-published,"
                + " tx-evaluation");
    assertThatThrownBy(() -> new BenchmarkIntegration.FlavorsByName().convert("SCIB"))
        .hasMessage("'SCIB' is none of scib-metrics, scib, all");
    assertThatThrownBy(() -> new BenchmarkPerturbationMap.PostProcessingByName().convert("zca"))
        .hasMessage("'zca' is none of none, centre, centre-scale, tvn");
  }
}
