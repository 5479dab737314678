package org.polysome.suite.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.polysome.suite.grid.SmallGrid.row;
import static org.polysome.suite.grid.SmallGrid.score;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;

@Tag("locale")
class GridTablesTest {

  private static final GridResults RESULTS =
      new SmallGrid()
          .run("low", row("in/x.h5ad", "low", "nmi", 0.25), row("y", "low", "nmi", 0.35))
          .run("high", row("in/x.h5ad", "high", "nmi", 0.45), row("y", "high", "nmi", 0.65))
          .diverged("bad")
          .baseline("baseline/pca", row("in/x.h5ad", "baseline/pca", "nmi", 0.9))
          .results();

  private static TableSpec spec(TableSpec.Columns columns, TableSpec.Part... parts) {
    return new TableSpec(
        "table-1",
        "Title",
        List.of("nmi"),
        columns,
        List.of(TableSpec.Fact.PARAMETERS),
        List.of(),
        true,
        true,
        List.of(parts));
  }

  private static GridTableText text(TableSpec spec) {
    Exhibits exhibits =
        new Exhibits(List.of(score("nmi")), Optional.empty(), List.of(spec), List.of());
    exhibits.check();
    return new GridTableText(new GridTables(RESULTS, exhibits).all().getFirst());
  }

  @Test
  void inputsAreColumnsWithTheirMeanBehind() {
    assertThat(text(spec(TableSpec.Columns.INPUTS)).markdown())
        .contains("| Run | Parameters | x | y | Mean |")
        .contains("| PCA | 1,234 | 90.0 80.0 – 100.0 | – | 90.0 80.0 – 100.0 |")
        .contains("| low | 1,234 | 25.0 15.0 – 35.0 | 35.0 25.0 – 45.0 | 30.0 ± 7.1 |")
        .contains(
            "| high | 1,234 | **45.0** 35.0 – 55.0 | **65.0** 55.0 – 75.0 | **55.0** ± 14.1 |")
        .contains("| bad (diverged) | 1,234 | diverged | diverged | diverged |")
        .contains("baselines stand beside the runs and are never marked")
        .contains("no mean over repeats holds them: bad.");
  }

  @Test
  void partsShowSomeRunsUnderAHeading() {
    TableSpec spec =
        spec(TableSpec.Columns.SCORES, new TableSpec.Part("a: size", List.of("high", "absent")));
    assertThat(text(spec).markdown())
        .contains("| **a: size** |\n| high | 1,234 |")
        .doesNotContain("| low |");
  }

  @Test
  void theSheetHasANumberALineAndNoPercents() {
    assertThat(text(spec(TableSpec.Columns.SCORES)).csv().lines())
        .hasSize(5)
        .contains(
            "part,run,reading,column,value,sd,ci95_low,ci95_high,statistic,p,p_adjusted,status")
        .contains(",bad (diverged),read,NMI,,,,,,,,diverged")
        .anyMatch(line -> line.startsWith(",low,read,NMI,0.3,0.07"));
  }

  @Test
  void aScoreThatIsNotThereIsNamedWithTheNearest() {
    TableSpec spec =
        new TableSpec(
            "t",
            "T",
            List.of("nmj"),
            TableSpec.Columns.SCORES,
            List.of(),
            List.of(),
            false,
            false,
            List.of());
    Exhibits exhibits =
        new Exhibits(List.of(score("nmi")), Optional.empty(), List.of(spec), List.of());
    assertThatThrownBy(exhibits::check)
        .isInstanceOf(UsageException.class)
        .hasMessage("judge.show: there is no score \"nmj\"; did you mean nmi?");
  }
}
