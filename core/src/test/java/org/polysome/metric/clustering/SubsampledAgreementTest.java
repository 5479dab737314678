package org.polysome.metric.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.graph.Points;
import org.polysome.metric.LabelledPoints;

class SubsampledAgreementTest {

  private static final SubsampledAgreement PROTOCOL = new SubsampledAgreement(200, 3, 14, 5);

  @Test
  void everySubsampleHasDifferentCellsOnceEach() {
    int[] first = PROTOCOL.draw(900, 0);
    assertThat(first).hasSize(200).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(first).max().orElseThrow()).isLessThan(900);
    assertThat(PROTOCOL.draw(900, 1)).isNotEqualTo(first);
    assertThat(PROTOCOL.draw(900, 0)).isEqualTo(first);
    assertThat(PROTOCOL.draw(90, 0)).isEqualTo(IntStream.range(0, 90).toArray());
  }

  @Test
  void labelsThatAreApartAreFoundInEverySubsample() {
    int[] labels = IntStream.range(0, 900).map(cell -> cell % 4).toArray();
    var cells = new LabelledPoints(Points.clusters(900, 6, 4), labels, 4);
    List<ClusterAgreement> found = PROTOCOL.of(cells);
    assertThat(found).hasSize(3);
    for (ClusterAgreement each : found) {
      assertThat(each.nmi().value().orElseThrow()).isCloseTo(1, within(1e-12));
      assertThat(each.method()).isEqualTo("louvain");
    }
    assertThat(PROTOCOL.of(cells)).isEqualTo(found);
  }

  @Test
  void theProtocolOfThePaperIsTenTimesTenThousandCells() {
    assertThat(SubsampledAgreement.txfm(1)).isEqualTo(new SubsampledAgreement(10_000, 10, 14, 1));
    assertThatThrownBy(() -> new SubsampledAgreement(1, 1, 1, 0)).hasMessageContaining("1 cells");
  }
}
