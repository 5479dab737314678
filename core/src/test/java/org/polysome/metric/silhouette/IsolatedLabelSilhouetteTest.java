package org.polysome.metric.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.GoldenCells;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class IsolatedLabelSilhouetteTest {

  private final IsolatedLabelSilhouette isolated =
      new IsolatedLabelSilhouette(Silhouette.euclidean(PairDistances.EXACT));

  @Test
  void agreesWithScib() {
    var labels =
        IsolatedLabels.of(GoldenCells.labels(), GoldenCells.batches(), Flavor.SCIB_METRICS);
    LabelScores scores = isolated.score(SilhouetteTest.golden(), labels);
    assertThat(scores.score().value()).hasValueCloseTo(0.756997274470695, within(1e-9));
    assertThat(scores.labels()).containsExactly(scores.score());
  }

  @Test
  void withoutAnyTheFlavoursDiffer() {
    int[] batches = new int[GoldenCells.CELLS];
    var none = IsolatedLabels.of(GoldenCells.labels(), batches, Flavor.SCIB);
    assertThat(isolated.score(SilhouetteTest.golden(), none).score())
        .isEqualTo(Measurement.none(Status.NO_ISOLATED_LABEL));
    var all = IsolatedLabels.of(GoldenCells.labels(), batches, Flavor.SCIB_METRICS);
    LabelScores scores = isolated.score(SilhouetteTest.golden(), all);
    assertThat(scores.labels()).hasSize(5);
    double[] samples = Silhouette.euclidean(PairDistances.EXACT).samples(SilhouetteTest.golden());
    double mean = 0;
    for (int label = 0; label < 5; label++) {
      double sum = 0;
      for (int cell = 0; cell < samples.length; cell++) {
        sum += GoldenCells.labels()[cell] == label ? samples[cell] : 0;
      }
      int of = label;
      mean += sum / Arrays.stream(GoldenCells.labels()).filter(l -> l == of).count() / 5;
    }
    assertThat(scores.score().value()).hasValueCloseTo((mean + 1) / 2, within(1e-12));
  }

  @Test
  void oneLabelHasNone() {
    var cells = new LabelledPoints(new DenseMatrix(3, 1, new double[] {1, 2, 3}), new int[3], 1);
    var all = IsolatedLabels.of(new int[3], new int[3], Flavor.SCIB_METRICS);
    assertThat(isolated.score(cells, all).score().status()).isEqualTo(Status.SINGLE_LABEL);
  }
}
