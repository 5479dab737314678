package org.polysome.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.provenance.Manifest;
import org.polysome.suite.BenchmarkRecord;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Figure;
import org.polysome.suite.InputRecord;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteResults;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.annotation.AnnotationSuite;

/** A page of the results of several folders. */
@Tag("locale")
@Tag("slow")
class SeveralFoldersTest {

  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  void whatFoldersShareStandsTogetherFirst() {
    String page =
        page(
            folder("old", "integration", row("a.h5ad", "X_pca", "nmi", 0.25)),
            folder(
                "new",
                "integration",
                row("a.h5ad", "X_pca", "nmi", 0.75),
                row("a.h5ad", "X_pca", "kbet", 0.5)));
    String table = between(page, "<h2>Integration side by side</h2>", "</section>");
    assertThat(table)
        .contains("<td>old</td>", "<td>new</td>", ">0.250</td>")
        .contains("<td class=\"number best\" title=\"best on this input\">0.750</td>")
        .containsOnlyOnce("number best")
        .doesNotContain("kBET", ">Input</th>");
    assertThat(page.indexOf("side by side")).isLessThan(page.indexOf("Scores"));
    assertThat(page)
        .contains("<h1>Integration of a.h5ad</h1>")
        .contains("<h2>Scores: old</h2>", "<h2>Scores: new</h2>")
        .contains("<h2>How it was judged: old</h2>");
  }

  @Test
  void theBestIsMarkedOnEachInputAndSmallerMayBeBetter() {
    String page =
        page(
            folder("one", "reconstruction", row("a.h5ad", "X_pca", "mse", 0.25)),
            folder("two", "reconstruction", row("b.h5ad", "X_pca", "mse", 0.75)),
            folder("three", "reconstruction", row("b.h5ad", "X_pca", "mse", 0.5)));
    String table = between(page, "side by side</h2>", "</section>");
    assertThat(table).contains(">Input</th>", "<td>a.h5ad</td>", "<td>b.h5ad</td>");
    assertThat(table.split("number best")).hasSize(3);
    assertThat(between(table, "<td>three</td>", "</tr>")).contains("number best");
    assertThat(between(table, "<td>two</td>", "</tr>")).doesNotContain("number best");
  }

  @Test
  void suitesAreToldApartInTheTitles() {
    String page =
        page(
            folder("one", "integration", row("a.h5ad", "X_pca", "nmi", 0.25)),
            folder("two", "gene-relationships", row("a.h5ad", "X_pca", "nmi", 0.25)));
    assertThat(page)
        .contains("<h1>Integration, gene relationships of a.h5ad</h1>")
        .contains("<h2>Scores: integration</h2>", "<h2>Scores: gene relationships</h2>")
        .contains("<h2>How it was judged: integration</h2>")
        .doesNotContain("side by side");
    assertThat(page(folder("one", "integration", row("a.h5ad", "X_pca", "nmi", 0.25))))
        .contains("<h2>Scores</h2>", "<h2>How it was judged</h2>");
  }

  @Test
  void longTablesAreLeftOut() {
    List<ResultRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(row("a.h5ad", "X_" + i, "nmi", 0.5));
    }
    ResultRow[] all = rows.toArray(ResultRow[]::new);
    assertThat(page(folder("one", "integration", all), folder("two", "integration", all)))
        .doesNotContain("side by side");
  }

  /** Maps, curves and tables of the same input in several folders do not share an anchor. */
  @Test
  void noAnchorIsThereTwice() {
    Path input = new SmallData().write(folder.resolve("cells.h5ad"));
    BenchmarkSettings settings = BenchmarkSettings.of("cell_type").withBatch("batch");
    SuiteOutcome outcome =
        new SuiteRun(new AnnotationSuite(), settings)
            .judge(List.of(input, input), List.of(), Manifest.start(List.of("test")));
    String page = page(new JudgedFolder("a", outcome), new JudgedFolder("b", outcome));
    Set<String> seen = new HashSet<>();
    Matcher ids = ID.matcher(page);
    while (ids.find()) {
      assertThat(seen.add(ids.group(1))).as(ids.group(1)).isTrue();
    }
    assertThat(seen).hasSizeGreaterThan(10);
    assertThat(page)
        .contains("Annotation side by side", "<h2>Map: b</h2>", "<h2>Over all 2 inputs: a</h2>")
        .contains("<h4>Cells split by batch</h4>");
  }

  private static String page(JudgedFolder... folders) {
    return new Report(List.of(), List.of(folders), List.of()).render();
  }

  private static String between(String text, String from, String until) {
    int start = text.indexOf(from);
    assertThat(start).as(from).isNotNegative();
    return text.substring(start, text.indexOf(until, start));
  }

  private static JudgedFolder folder(String name, String suite, ResultRow... rows) {
    List<InputRecord> inputs = List.of(input(rows[0].input()));
    var figure =
        new Figure(
            rows[0].input(),
            "Over training",
            "training step",
            "NMI",
            List.of(new Figure.Curve("run", new double[] {1, 2}, new double[] {3, 4})));
    var record = BenchmarkRecord.of(BenchmarkSettings.of("type"), "How well.", Map.of(), inputs);
    Manifest manifest = Manifest.start(List.of("test")).end();
    return new JudgedFolder(
        name,
        new SuiteOutcome(
            new SuiteResults(SuiteResults.SCHEMA, suite, record, manifest, List.of(rows)),
            List.of(),
            List.of(),
            List.of(figure),
            List.of()));
  }

  private static InputRecord input(String name) {
    return new InputRecord(name, 9, 9, 0, Map.of(), 3, "X", Map.of(), List.of());
  }

  private static ResultRow row(String input, String embedding, String metric, double value) {
    return new ResultRow(
        input,
        embedding,
        metric,
        "some",
        "overall",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        "ok");
  }
}
