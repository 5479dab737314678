package org.polysome.suite.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.polysome.suite.grid.SmallGrid.READ;
import static org.polysome.suite.grid.SmallGrid.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.metric.statistics.MeanComparison;
import org.polysome.metric.statistics.Moments;
import org.polysome.metric.statistics.MultipleTesting;
import org.polysome.metric.statistics.ProportionComparison;
import org.polysome.metric.statistics.ProportionComparison.Share;
import org.polysome.suite.ResultRow;

class ComparisonsTest {

  private static Map<GridCell, Comparisons.Difference> differences(
      SmallGrid grid, Score score, Comparisons.Correction correction) {
    GridResults results = grid.results();
    return new Comparisons(results, results.cells().getFirst(), correction, READ).in(score);
  }

  @Test
  void sharesOfPerturbationsAreComparedByTheZTestAndRaisedForBeingMany() {
    Share base = new Share(60, 100);
    Share less = new Share(40, 100);
    Share equal = new Share(59, 100);
    SmallGrid grid =
        new SmallGrid()
            .run("base", "base", base)
            .run("less", "less", less)
            .run("equal", "equal", equal);
    Score score =
        SmallGrid.tested("perturbation_consistency", Optional.empty(), Score.Test.TWO_PROPORTIONS);
    var found =
        List.copyOf(differences(grid, score, Comparisons.Correction.BENJAMINI_HOCHBERG).values());
    double[] p = {
      ProportionComparison.of(less, base).orElseThrow().p(),
      ProportionComparison.of(equal, base).orElseThrow().p()
    };
    double[] raised = MultipleTesting.benjaminiHochberg(p);
    assertThat(found).extracting(Comparisons.Difference::p).containsExactly(p[0], p[1]);
    assertThat(found)
        .extracting(Comparisons.Difference::raised)
        .containsExactly(raised[0], raised[1]);
    assertThat(found).extracting(Comparisons.Difference::isMarked).containsExactly(true, false);
    assertThat(found.getFirst().statistic()).isNegative();
  }

  /** Databases below the mean over them, of the dimensions that the score takes. */
  @Test
  void recallsOfSingleRunsAreComparedOverTheirDatabases() {
    SmallGrid grid =
        new SmallGrid().run("base", recalls("base", 0.3)).run("other", recalls("other", 0.5));
    Score score = SmallGrid.tested("relationship_recall", Optional.of("decoder"), Score.Test.T);
    var found = differences(grid, score, Comparisons.Correction.BONFERRONI).values();
    Moments other = Moments.of(new double[] {0.5, 0.52, 0.54});
    Moments base = Moments.of(new double[] {0.3, 0.32, 0.34});
    double expected = MeanComparison.student(other, base).orElseThrow().p();
    assertThat(found)
        .singleElement()
        .satisfies(one -> assertThat(one.p()).isCloseTo(expected, within(1e-12)));
  }

  private static ResultRow[] recalls(String run, double first) {
    String name = run + "/decoder/pca_8";
    return new ResultRow[] {
      row("x", run + "/decoder/pca_4", "relationship_recall", first - 0.1),
      row("x", name, "relationship_recall", first + 0.02),
      row("x", name, "relationship_recall_corum", first),
      row("x", name, "relationship_recall_humap", first + 0.02),
      row("x", name, "relationship_recall_signor", first + 0.04)
    };
  }

  @Test
  void oneValueEachCannotBeTested() {
    SmallGrid grid =
        new SmallGrid()
            .run("base", row("x", "base", "nmi", 0.3))
            .run("other", row("x", "other", "nmi", 0.9));
    Score score = SmallGrid.tested("nmi", Optional.empty(), Score.Test.T);
    assertThat(differences(grid, score, Comparisons.Correction.NONE)).isEmpty();
  }
}
