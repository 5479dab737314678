package org.polysome.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.YamlReader;

/** The checks find what they are for. */
class PaperCheckTest {

  private static final Map<String, List<PaperRow>> TABLES = PaperTable.rows(PaperTable.all());
  private static final String RECIPE = "bmfm-wced-multitask";

  private static PaperRow row(String yaml) {
    return PaperRow.read(YamlReader.read(yaml, "rows.yaml"));
  }

  /** What is found where a recipe has other rows. */
  private static List<String> problems(Stream<PaperRow> rows) {
    Map<String, List<PaperRow>> tables = new HashMap<>(TABLES);
    tables.put(RECIPE, rows.toList());
    return PaperCheck.problems(tables, RECIPE);
  }

  private static Stream<PaperRow> own() {
    return TABLES.getOrDefault(RECIPE, List.of()).stream();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{setting: model.layers, value: 13, lines: 1}|model.layers (stage 0): the table says 13",
        "{setting: stages.1.objectives.4.column, value: donor, lines: 1}|the recipe donor_id",
        "{setting: stages.0.objectives.1.type, value: label, lines: 1}|the recipe nothing",
        "{setting: stages.2.train.epochs, value: 20, lines: 1}|is about no stage of any run",
        "{setting: stages.1.objectives.*.weight, value: 2, lines: 1}|the table says 2, the recipe 1.0",
        "{setting: objectives.*.hidden, value: 2, lines: 1}|is the form of no path of any run",
        "{setting: model.width, value: 512, lines: 1, ours: 768, why: w}|the head comment is silent",
        "{setting: model.heads, ours: 12, why: w}|model.heads is not stated in the paper",
        "{setting: device, ours: cpu, why: w}|the head comment names none of device"
      })
  void whatARowSaysOtherwiseIsFound(String yaml, String problem) {
    assertThat(problems(own())).isEmpty();
    assertThat(problems(Stream.concat(own(), Stream.of(row(yaml)))))
        .anyMatch(found -> found.contains(problem));
  }

  @Test
  void everyLeafNeedsARow() {
    assertThat(problems(own().filter(row -> !row.setting().endsWith("4.column"))))
        .contains("objectives.4.column, donor_id, has no row in stage 1");
    assertThat(problems(own().filter(row -> !row.setting().endsWith("task.smoothing"))))
        .as("a default that no file writes")
        .contains("objectives.3.task.smoothing, 0.0, has no row in stage 1");
    Map<String, List<PaperRow>> tables = new HashMap<>(TABLES);
    tables.computeIfPresent(
        "scgpt",
        (_, rows) ->
            rows.stream().filter(row -> !row.setting().equals("train.early-stopping")).toList());
    assertThat(PaperCheck.problems(tables, "scgpt"))
        .as("a key that is left out")
        .containsExactly("train.early-stopping, absent, has no row");
    assertThat(problems(own().filter(row -> !row.setting().equals("train.epochs"))))
        .as("the row of what it extends no longer holds")
        .anyMatch(problem -> problem.startsWith("train.epochs"));
  }

  @Test
  void aRowAboutOneKeyLeavesTheOthersOfAGroupStanding() {
    assertThat(
            problems(
                Stream.concat(
                    own().filter(row -> !row.setting().equals("stages.1.train.learning-rate")),
                    Stream.of(
                        row("{setting: stages.1.train, ours: {learning-rate: 5e-5}, why: w}")))))
        .noneMatch(problem -> problem.contains("has no row"))
        .noneMatch(problem -> problem.contains("the table says"));
  }

  @Test
  void aCommentThatNoRowSupportsIsFound() {
    assertThat(problems(own().filter(row -> !row.setting().endsWith("4.reverse-gradient"))))
        .contains(
            "the head comment calls stages.1.objectives.4.reverse-gradient not stated, the table does"
                + " not");
  }

  /** A recipe of data that consists of names has no other setting that could tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[pan-immune, pancreas, pbmc-12k, tabula-sapiens]|the table says [pan-immune, pancreas",
        "[pan-immune, pancreas, pbmc-12k, pbmc-86k, tabula-sapiens]|the table says [pan-immune",
        "[pancreas, pan-immune, pbmc-12k, pbmc-68k, tabula-sapiens]|the table says [pancreas"
      })
  void aSetThatIsLeftOutOrMisspeltIsFound(String names, String problem) {
    String recipe = "data/txfm-cell-types";
    List<PaperRow> others =
        TABLES.getOrDefault(recipe, List.of()).stream()
            .filter(row -> !row.setting().equals("sets"))
            .toList();
    PaperRow row = row("{setting: sets, value: " + names + ", lines: 1}");
    Map<String, List<PaperRow>> tables = new HashMap<>(TABLES);
    tables.put(recipe, Stream.concat(others.stream(), Stream.of(row)).toList());
    assertThat(PaperCheck.problems(tables, recipe))
        .anyMatch(found -> found.startsWith("sets") && found.contains(problem));
    tables.put(recipe, others);
    assertThat(PaperCheck.problems(tables, recipe))
        .contains("sets.0, pan-immune, has no row in stage 0")
        .hasSize(5);
  }

  @Test
  void aTwinNamesNoMoreAndNoLess() {
    assertThat(TwinCheck.problems("bmfm-mlm-rda-tiny", "bmfm-wced-10pct"))
        .contains("it is the twin of bmfm-wced-10pct, not of bmfm-mlm-rda")
        .contains("objectives.0.type differs and is not named");
    List<String> differences =
        new ArrayList<>(
            TwinCheck.differences(Printed.of("bmfm-mlm-rda-tiny"), Printed.of("bmfm-mlm-rda")));
    assertThat(differences).contains("data.validation.name", "model.width").doesNotContain("seed");
  }

  @Test
  void aRowSaysWhereAndWhy() {
    assertThatThrownBy(() -> row("{setting: a, value: 1}")).hasMessageContaining("lines");
    assertThatThrownBy(() -> row("{setting: a, ours: 1}")).hasMessageContaining("why");
    assertThatThrownBy(() -> row("{setting: a}")).hasMessageContaining("must have a value");
    assertThatThrownBy(() -> row("{setting: a, value: 1, lines: 2, ours: 1.0, why: w}"))
        .hasMessageContaining("must differ");
    assertThatThrownBy(() -> row("{setting: a, value: 1, lines: 2, as-published: 3}"))
        .hasMessageContaining("source");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-4|0.0001|true",
        "10|10.0|true",
        "10|11|false",
        "mlp|{type: mlp, hidden: 2}|true",
        "mlp|{type: linear}|false",
        "{type: mlp}|{type: mlp, hidden: 2}|true",
        "{type: mlp, bias: null}|{type: mlp}|true",
        "{type: mlp, hidden: 3}|{type: mlp, hidden: 2}|false",
        "[1, 2]|[1.0, 2]|true",
        "[1]|[1, 2]|false",
        "'1'|one|false"
      })
  void valuesAreComparedByWhatTheyMean(String asked, String found, boolean same) {
    assertThat(Trees.says(YamlReader.read(asked, "a"), YamlReader.read(found, "b")))
        .isEqualTo(same);
  }

  @Test
  void settingsNameRunsThatMayHaveDots() {
    Setting one =
        Setting.parse("variants.ratio-0.4.model.width", List.of("ratio-0.4", "ratio-0.5"));
    assertThat(one.path()).isEqualTo("model.width");
    assertThat(one.isAbout("ratio-0.4", 0)).isTrue();
    assertThat(one.isAbout("ratio-0.5", 0)).isFalse();
    Setting all = Setting.parse("variants.ratio*.stages.1.seed", List.of("ratio-0.4"));
    assertThat(all.isAbout("ratio-0.4", 1)).isTrue();
    assertThat(all.isAbout("ratio-0.4", 0)).isFalse();
    assertThatThrownBy(() -> Setting.parse("variants.other.seed", List.of("ratio-0.4")))
        .hasMessageContaining("names none of the runs");
  }
}
