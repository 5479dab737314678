package org.polysome.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

@Tag("locale")
class ReportTest {

  @TempDir Path folder;

  @Test
  void aRunIsShownWithItsCurvesAndWhatMadeIt() {
    String html = page(SmallReport.run("wced"));
    assertThat(html)
        .contains("<h1>Training of wced</h1>", "<h2>Training</h2>", "<h3>Loss</h3>")
        .contains("<h3>mse</h3>", "<h3>zero</h3>")
        .contains("training</li>", "validation</li>")
        .contains(
            "<code>polysome pretrain &lt;recipe&gt;</code>", "run 42", "<pre>seed: 42\n</pre>");
  }

  @Test
  void curvesOfSeveralRunsAreDrawnOverEachOther() {
    String html = page(SmallReport.run("first"), SmallReport.run("second"));
    assertThat(html)
        .contains("first, training</li>", "second, validation</li>")
        .containsOnlyOnce("<h3>Loss</h3>");
  }

  @Test
  void severalRunsStandInATableWithTheLowestLossMarked() {
    RunRecord good = SmallReport.run("good");
    RunRecord grown =
        new RunRecord(
            "grown",
            Optional.empty(),
            "",
            List.of(
                metrics(1, Metrics.TRAIN, 1),
                metrics(2, Metrics.TRAIN, 3),
                metrics(2, Metrics.VALIDATION, 1000)));
    String html = page(good, grown);
    assertThat(html)
        .contains("<h2>Runs</h2>", ">grown (diverged)</th>", "<td class=\"number\">1,000</td>")
        .containsOnlyOnce("class=\"number best\"")
        .doesNotContain("good (diverged)");
    assertThat(page(good)).doesNotContain("<h2>Runs</h2>");
    assertThat(page(good, good, good, good)).contains("<h1>Training of 4 runs</h1>");
  }

  private static Metrics metrics(long step, String split, double loss) {
    return new Metrics(step, step, split, loss, Map.of(), OptionalDouble.empty());
  }

  @Test
  void oneTermIsNotDrawnTwice() {
    RunRecord run = SmallReport.run("one");
    var lines =
        run.metrics().stream()
            .map(
                line ->
                    new Metrics(
                        line.step(),
                        line.epoch(),
                        line.split(),
                        line.loss(),
                        Map.of("mse", line.loss()),
                        line.learningRate()))
            .toList();
    assertThat(page(new RunRecord("one", Optional.empty(), "", lines)))
        .doesNotContain("<h3>mse</h3>");
  }

  @Test
  void aRunInTrainingIsRead() throws IOException {
    Path run = Files.createDirectory(folder.resolve("young"));
    assertThat(RunRecord.isOne(run)).isFalse();
    Files.writeString(run.resolve("run.json"), "{}");
    assertThat(RunRecord.isOne(run)).isTrue();
    assertThat(page(RunRecord.read(run))).contains("No values yet.");
    try (MetricsFile metrics = MetricsFile.open(run.resolve("metrics.jsonl"), 0)) {
      SmallReport.run("x").metrics().forEach(metrics::append);
    }
    Files.writeString(
        run.resolve("manifest.json"), SmallReport.run("x").manifest().orElseThrow().toJson());
    RunRecord read = RunRecord.read(run);
    assertThat(read.name()).isEqualTo("young");
    assertThat(read.metrics()).hasSize(32);
    assertThat(read.manifest()).isPresent();
  }

  private static String page(RunRecord... runs) {
    return new Report(List.of(runs), List.of(), List.of()).render();
  }
}
