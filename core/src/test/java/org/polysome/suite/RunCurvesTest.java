package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.anndata.AnnDataFile;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Definition;

@Tag("locale")
class RunCurvesTest {

  private final List<JudgedModel> models = new ArrayList<>();
  private final List<ResultRow> rows = new ArrayList<>();

  @Test
  void aPictureOfEachMetricHasACurveOfEachRun() {
    for (long step : new long[] {100, 20, 300}) {
      for (String run : List.of("a", "b")) {
        model(run, OptionalLong.of(step), OptionalInt.empty());
        row(run + "@step-" + step, "nmi", "one", step / 1000.0);
        row(run + "@step-" + step, "ari", "other", step / 100.0);
        row(run + "@step-" + step, "ari", "one", step / 500.0);
      }
    }
    row("X_pca", "nmi", "one", 0.9);
    row("a/random_weights", "nmi", "one", 0.1);
    List<Figure> figures = figures();
    assertThat(figures)
        .extracting(Figure::title, Figure::x, Figure::y)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Over training", "training step", "NMI"),
            org.assertj.core.groups.Tuple.tuple("Over training", "training step", "ARI (other)"),
            org.assertj.core.groups.Tuple.tuple("Over training", "training step", "ARI (one)"));
    assertThat(figures.getFirst().curves())
        .extracting(Figure.Curve::name)
        .containsExactly("a", "b");
    Figure.Curve curve = figures.getLast().curves().getLast();
    assertThat(curve.x()).containsExactly(20, 100, 300);
    assertThat(curve.y()).containsExactly(0.04, 0.2, 0.6);
  }

  @Test
  void stepsAndLayersTogetherGiveCurvesBothWays() {
    for (long step : new long[] {0, 50}) {
      for (int layer = 0; layer < 3; layer++) {
        model("a", OptionalLong.of(step), OptionalInt.of(layer));
        row("a@step-" + step + "/layer-" + layer, "nmi", "one", step + layer);
      }
    }
    List<Figure> figures = figures();
    assertThat(figures)
        .extracting(Figure::title)
        .containsExactly("Over training", "Layer by layer");
    assertThat(figures.getFirst().curves())
        .extracting(Figure.Curve::name)
        .containsExactly("a/layer-0", "a/layer-1", "a/layer-2");
    assertThat(figures.getLast().curves())
        .extracting(Figure.Curve::name)
        .containsExactly("a@step-0", "a@step-50");
    assertThat(figures.getLast().curves().getLast().y()).containsExactly(50, 51, 52);
  }

  @Test
  void onePlaceIsNoCurveAndAMissingValueIsNoPoint() {
    for (long step : new long[] {1, 2, 3}) {
      model("a", OptionalLong.of(step), OptionalInt.empty());
    }
    row("a@step-1", "nmi", "one", 0.1);
    assertThat(figures()).isEmpty();
    rows.add(
        ResultRow.of(
            new ResultRow.About("in", "a@step-2", Group.of("bio", "biology")),
            Metric.higher("nmi", "NMI", new Definition("one")),
            org.polysome.metric.Measurement.none(org.polysome.metric.Status.TOO_FEW_CELLS)));
    row("a@step-3", "nmi", "one", 0.3);
    assertThat(figures().getFirst().curves().getFirst().x()).containsExactly(1, 3);
  }

  /** As the suite of gene relationships judges: a codebook, and that codebook after PCA. */
  @Test
  void partsOfAModelHaveCurvesButNotTheirParts() {
    for (long step : new long[] {1, 2}) {
      model("a", OptionalLong.of(step), OptionalInt.empty());
      row("a@step-" + step + "/codebook", "nmi", "one", step);
      row("a@step-" + step + "/codebook/pca_2", "nmi", "one", step);
    }
    assertThat(figures().getFirst().curves())
        .extracting(Figure.Curve::name)
        .containsExactly("a/codebook");
  }

  private List<Figure> figures() {
    return new RunCurves(models).of("in", rows);
  }

  private void model(String run, OptionalLong step, OptionalInt layer) {
    models.add(new Placed(run, new RunPoint(step, layer)));
  }

  private void row(String embedding, String metric, String flavor, double value) {
    rows.add(
        new ResultRow(
            "in",
            embedding,
            metric,
            flavor,
            "bio",
            OptionalDouble.of(value),
            OptionalDouble.empty(),
            Optional.empty(),
            "ok"));
  }

  private record Placed(String runName, RunPoint point) implements JudgedModel {
    @Override
    public String name() {
      return point.of(runName);
    }

    @Override
    public DenseMatrix embed(AnnDataFile file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<DenseMatrix> embedUntrained(AnnDataFile file) {
      return Optional.empty();
    }

    @Override
    public OptionalInt seenInTraining(AnnDataFile file, int[] rows) {
      return OptionalInt.empty();
    }
  }
}
