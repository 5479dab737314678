package org.polysome.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.page.Html;
import org.polysome.suite.Figure;
import org.polysome.suite.Highlights;
import org.polysome.suite.ResultRow;

@Tag("locale")
class ScoreTableTest {

  private static final List<ResultRow> ROWS =
      Stream.of("run@step-4", "run@step-8", "run@step-12", "run@step-16", "run@step-20", "X_pca")
          .map(name -> row(name, name.length() / 100.0))
          .toList();

  @Test
  void theOtherCheckpointsAreBehindAClickAndStillCompared() {
    // The longest names have the best value: step 12, the first of them, is shown.
    Highlights highlights = Highlights.of(ROWS);
    assertThat(highlights.folded()).containsExactlyInAnyOrder("run@step-8", "run@step-16");
    String page = text(new ScoreTable(ROWS, highlights).parts());
    String shown = page.substring(0, page.indexOf("<details"));
    String behind = page.substring(page.indexOf("<details"));
    assertThat(shown)
        .contains("run@step-4", "run@step-12", "run@step-20", "X_pca")
        .doesNotContain("run@step-8", "run@step-16");
    assertThat(behind).contains("2 more checkpoints and layers", "run@step-8", "run@step-16");
    assertThat(behind).as("as good as the best of all").contains("best of this column");
  }

  @Test
  void whereNothingIsFoldedThereIsNothingToClick() {
    List<ResultRow> few = ROWS.subList(0, 3);
    assertThat(text(new ScoreTable(few, Highlights.of(few)).parts())).doesNotContain("<details");
  }

  @Test
  void curvesAreOfWhatIsShownAndHowSureProbesAreIsBehindAClick() {
    double[] places = {1, 2};
    var curves =
        Stream.of("run@step-4", "run@step-8").map(n -> new Figure.Curve(n, places, places));
    var figures =
        List.of(
            new Figure("a.h5ad", "Abstention", "share", "accuracy", curves.toList()),
            new Figure("a.h5ad", "Over training", "step", "kNN Brier", List.of()));
    String page = text(new Figures(figures, Highlights.of(ROWS), "f").parts());
    assertThat(page.substring(0, page.indexOf("<details")))
        .contains("Abstention: accuracy", "run@step-4")
        .doesNotContain("run@step-8", "Brier");
    assertThat(page).contains("1 more: how sure the probes are", "Over training: kNN Brier");
  }

  private static String text(List<Html> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> part.write(text));
    return text.toString();
  }

  private static ResultRow row(String embedding, double value) {
    return new ResultRow(
        "a.h5ad",
        embedding,
        "nmi",
        "flavor",
        "bio",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        ResultRow.OK);
  }
}
