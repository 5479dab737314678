package org.polysome.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.provenance.Manifest;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.annotation.AnnotationSuite;

/** Opens a report in a browser and looks for what a person would see. */
@Tag("browser")
class BrowserTest {

  private static final String NASTY = "<script>document.title = 'taken over'</script>";

  @TempDir Path folder;

  @Test
  void aPersonSeesCurvesTablesMapsAndNamesUnderTheMouse() throws Exception {
    try (Chromium browser =
        Chromium.open(page(), Files.createDirectory(folder.resolve("profile")))) {
      browser.await("document.readyState === 'complete'");
      browser.await("document.querySelectorAll('figure.cloud[data-drawn]').length === 4");
      assertThat(browser.evaluate("document.title"))
          .isEqualTo("Annotation of cells.h5ad – Polysome");
      assertThat(browser.evaluate("document.querySelector('h1').innerText"))
          .isEqualTo("Annotation of cells.h5ad");
      seesTables(browser);
      seesMaps(browser);
      pointsAtCells(browser);
      pointsAtCurves(browser);
      assertThat(browser.evaluate("document.title")).doesNotContain("taken over");
      assertThat(browser.evaluate("String(document.querySelectorAll('script[src], img').length)"))
          .isEqualTo("0");
    }
  }

  private static void seesTables(Chromium browser) {
    assertThat(browser.evaluate("document.querySelector('table').innerText"))
        .contains("X_good", "PCA", "Shuffled labels", "kNN accuracy", "Linear macro F1");
    assertThat(
            browser.evaluate(
                "String(document.querySelectorAll('table')[0].querySelectorAll('td').length)"))
        .isEqualTo("30");
    String column =
        "[...document.querySelector('table').querySelectorAll('td:nth-child(2) .value')]"
            + ".map((cell) => cell.innerText)";
    assertThat(browser.evaluate("document.querySelector('td.best:nth-child(2) .value').innerText"))
        .matches("\\d\\.\\d{3}")
        .isEqualTo(browser.evaluate(column + ".sort().pop()"));
    assertThat(browser.evaluate("document.body.innerText"))
        .contains("polysome benchmark <all>", "Reliability, MLP", "Abstention, kNN");
  }

  private static void seesMaps(Chromium browser) {
    assertThat(browser.evaluate("document.querySelector('figure.cloud').dataset.drawn"))
        .isEqualTo(String.valueOf(SmallData.CELLS));
    assertThat(browser.evaluate("document.querySelector('figure.cloud .count').innerText"))
        .isEqualTo("150 cells");
    assertThat(browser.evaluate("document.querySelector('figure.cloud ul.groups').innerText"))
        .contains(NASTY, "type1", "type2", "50");
    String colours =
        "String(new Set([...document.querySelectorAll('figure.cloud:first-child .mark')]"
            + ".map((mark) => getComputedStyle(mark).fill)).size)";
    assertThat(browser.evaluate(colours)).isEqualTo("3");
    String painted =
        "(() => { const canvas = document.querySelector('canvas');"
            + " const seen = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
            + ".data; let count = 0; for (let i = 3; i < seen.length; i += 4) count += seen[i] > 0;"
            + " return String(count > 1000); })()";
    assertThat(browser.evaluate(painted)).isEqualTo("true");
  }

  private static void pointsAtCells(Chromium browser) throws InterruptedException {
    browser.evaluate("document.querySelector('canvas').scrollIntoView(); ''");
    browser.await("document.querySelector('canvas').getBoundingClientRect().top < 2000");
    double left = number(browser, "document.querySelector('canvas').getBoundingClientRect().left");
    double top = number(browser, "document.querySelector('canvas').getBoundingClientRect().top");
    double width = number(browser, "document.querySelector('canvas').clientWidth");
    for (int place = 0; place < 400 && tip(browser).isEmpty(); place++) {
      int row = place / 20;
      browser.point(left + width * (place % 20) / 20, top + width * row / 23);
    }
    assertThat(tip(browser)).matches("(?s)cell\\d+\\n(type\\d|<script>.*</script>)");
  }

  private static void pointsAtCurves(Chromium browser) {
    browser.evaluate("document.querySelector('#loss .plot svg').scrollIntoView(); ''");
    double left =
        number(browser, "document.querySelector('#loss .plot svg').getBoundingClientRect().left");
    double top =
        number(browser, "document.querySelector('#loss .plot svg').getBoundingClientRect().top");
    double width =
        number(browser, "document.querySelector('#loss .plot svg').getBoundingClientRect().width");
    browser.point(left + width - 1, top + 40);
    assertThat(tip(browser)).contains("step 300", "training: 0.049787", "validation: 0.049787");
    assertThat(
            browser.evaluate("getComputedStyle(document.querySelector('#loss .plot.log')).display"))
        .isEqualTo("none");
    browser.evaluate("document.querySelector('label[for=loss-log]').click(); ''");
    assertThat(
            browser.evaluate("getComputedStyle(document.querySelector('#loss .plot.log')).display"))
        .isEqualTo("block");
  }

  private static String tip(Chromium browser) {
    return browser.evaluate(
        "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').innerText");
  }

  private static double number(Chromium browser, String expression) {
    return Double.parseDouble(browser.evaluate("String(" + expression + ")"));
  }

  private Path page() {
    SmallData data = new SmallData();
    data.label = cell -> Optional.of(cell % 3 == 0 ? NASTY : "type" + cell % 3);
    Path input = data.write(folder.resolve("cells.h5ad"));
    SuiteOutcome outcome =
        new SuiteRun(new AnnotationSuite(), BenchmarkSettings.of("cell_type").withBatch("batch"))
            .judge(
                List.of(input),
                List.of(),
                Manifest.start(List.of("polysome", "benchmark", "<all>")));
    Path page = folder.resolve("report.html");
    new Report(
            List.of(SmallReport.run("tiny")),
            List.of(new JudgedFolder("results", outcome)),
            List.of())
        .write(page);
    return page;
  }
}
