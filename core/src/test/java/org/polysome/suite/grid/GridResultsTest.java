package org.polysome.suite.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.polysome.suite.grid.SmallGrid.READ;
import static org.polysome.suite.grid.SmallGrid.row;
import static org.polysome.suite.grid.SmallGrid.score;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.metric.statistics.ProportionComparison.Share;

class GridResultsTest {

  private static final Share NONE = new Share(0, 0);

  private static Estimate only(GridResults results, Score score) {
    return results.over(results.cells().getFirst(), READ, score);
  }

  @Test
  void oneRunOnOneInputKeepsTheIntervalOfTheSuite() {
    GridResults results = new SmallGrid().run("a", row("x", "a", "nmi", 0.5)).results();
    Estimate found = only(results, score("nmi"));
    assertThat(found.value()).hasValue(0.5);
    assertThat(found.sd()).isEmpty();
    assertThat(found.low()).isCloseTo(0.4, within(1e-12));
    assertThat(found.high()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void severalInputsGiveTheirMeanAndDeviation() {
    GridResults results =
        new SmallGrid()
            .run("a", row("x", "a", "nmi", 0.4), row("y", "a", "nmi", 0.8), row("y", "b", "nmi", 9))
            .results();
    Estimate found = only(results, score("nmi"));
    assertThat(found.value().orElseThrow()).isCloseTo(0.6, within(1e-12));
    assertThat(found.sd().orElseThrow()).isCloseTo(Math.sqrt(0.08), within(1e-12));
    assertThat(results.on("y", results.cells().getFirst(), READ, score("nmi")).value())
        .hasValue(0.8);
  }

  /** The spread over inputs, which is large here, plays no part. */
  @Test
  void repeatsGiveTheDeviationOfTheirMeans() {
    GridResults results =
        new SmallGrid()
            .run("a", "a_1", NONE, row("x", "a_1", "nmi", 0), row("y", "a_1", "nmi", 1))
            .run("a", "a_2", NONE, row("x", "a_2", "nmi", 0.1), row("y", "a_2", "nmi", 1.1))
            .results();
    // Cells of one name are one, whatever their marks.
    GridCell cell = results.cells().getFirst();
    GridResults same =
        new GridResults(
            results.runs().stream()
                .map(
                    run ->
                        new JudgedRun(
                            cell, run.run(), false, run.facts(), run.read(), run.consistency()))
                .toList(),
            List.of(),
            List.of(READ));
    Estimate found = only(same, score("nmi"));
    assertThat(found.value().orElseThrow()).isCloseTo(0.55, within(1e-12));
    assertThat(found.sd().orElseThrow()).isCloseTo(Math.sqrt(0.005), within(1e-12));
    assertThat(same.repeated()).isTrue();
  }

  @Test
  void severalMetricsAreOneMeanOfThoseThatHaveAValue() {
    GridResults results =
        new SmallGrid().run("a", row("x", "a", "nmi", 0.2), row("x", "a", "ari", 0.4)).results();
    Score bio =
        new Score(
            "bio",
            Optional.empty(),
            List.of("nmi", "ari", "clisi"),
            Optional.empty(),
            Optional.empty(),
            Score.Test.NONE);
    assertThat(only(results, bio).value().orElseThrow()).isCloseTo(0.3, within(1e-12));
    assertThat(only(results, score("clisi")).status()).isEqualTo("not-judged");
  }

  @Test
  void ofGeneVectorsTheBestDimensionsCount() {
    GridResults results =
        new SmallGrid()
            .run(
                "a",
                row("x", "a/codebook", "relationship_recall", 0.9),
                row("x", "a/codebook/pca_2", "relationship_recall", 0.2),
                row("x", "a/codebook/pca_4", "relationship_recall", 0.4),
                row("x", "a/decoder/pca_4", "relationship_recall", 0.8))
            .results();
    Score recall =
        SmallGrid.tested("relationship_recall", Optional.of("codebook"), Score.Test.NONE);
    assertThat(only(results, recall).value()).hasValue(0.4);
  }

  @Test
  void whatDivergedIsInNoMean() {
    GridResults results = new SmallGrid().diverged("a").results();
    assertThat(results.title(results.cells().getFirst())).isEqualTo("a (diverged)");
    assertThat(only(results, score("nmi")).status()).isEqualTo("diverged");
  }
}
