package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class HighlightsTest {

  private final List<ResultRow> rows = new ArrayList<>();

  private void row(String embedding, String metric, double value) {
    rows.add(
        new ResultRow(
            "a.h5ad",
            embedding,
            metric,
            "f",
            "stratified",
            OptionalDouble.of(value),
            OptionalDouble.empty(),
            Optional.empty(),
            ResultRow.OK));
  }

  @Test
  void ofManyCheckpointsTheFirstTheBestAndTheLastAreShown() {
    row("run@step-100", "knn_accuracy", 0.5);
    for (long step : new long[] {4, 8, 12, 16}) {
      row("run@step-" + step, "knn_accuracy", step == 8 ? 0.9 : 0.3);
      row("run@step-" + step, "knn_brier", step);
    }
    row("run/random_weights", "knn_accuracy", 0.1);
    row("baseline/pca", "knn_accuracy", 1);
    var highlights = Highlights.of(rows);
    assertThat(highlights.folded()).containsExactlyInAnyOrder("run@step-12", "run@step-16");
    assertThat(highlights.judgedBy()).isEqualTo("kNN accuracy");
    assertThat(highlights.shows("run/random_weights")).isTrue();
  }

  @Test
  void fewOnesAreAllShown() {
    for (int layer = 0; layer < 4; layer++) {
      row("run/layer-" + layer, "nmi", 0.5);
      row("other/layer-" + layer, "nmi", 0.5);
    }
    assertThat(Highlights.of(rows).folded()).isEmpty();
  }

  @Test
  void partsOfModelsAndSmallerValuesHaveTheirOwnBest() {
    for (int layer = 0; layer < 6; layer++) {
      row("r@step-5/layer-" + layer + "/codebook", "mse", layer == 2 ? 0 : 1);
      row("r@step-5/layer-" + layer + "/decoder", "mse", layer == 3 ? 0 : 1);
    }
    assertThat(Highlights.of(rows).folded())
        .hasSize(6)
        .contains("r@step-5/layer-3/codebook", "r@step-5/layer-2/decoder");
  }
}
