package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.suite.ResultsFolder;
import org.polysome.train.TinyCorpus;

/** A sweep from its training to the tables and figures of a paper. */
@Tag("locale")
class PretrainSweepTest {

  private static final String YAML =
      """
      tokenizer: {length: 16}
      model: {type: token-model, width: 8, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.4}]
      data: {validation: 0.2}
      train: {max-steps: 8, batch-size: 16, learning-rate: 0.01, log-every: 4}
      sweep:
        values:
          - {name: plain, set: {model.value-encoder: mlp}}
          - {name: soft, set: {model.value-encoder: soft-bins}}
      judge:
        baselines: none
        seeds: 2
        suites:
          - {type: annotation, protocol: long-tails, probes: [knn]}
          - integration
          - reconstruction
        readings:
          - {name: random, sampling: uniform}
          - {name: LT-test, sampling: {type: long-tail, when: always}}
        show:
          scores:
            - {name: knn, metrics: knn_accuracy}
            - {name: bio, metrics: [nmi, silhouette_label]}
            - {name: batch, metrics: graph_connectivity}
            - {name: low, metrics: mse_low}
            - {name: loss, title: Lowest loss, metrics: minimum_training_loss}
          tables:
            - {name: table-1, title: "Accuracy (paper, table 1)", scores: knn, columns: inputs, facts: [training-cells]}
            - {name: hidden, title: Hidden values, scores: [low, loss], readings: random}
          figures:
            - {type: scatter, name: figure-1, title: Biology and batches, across: batch, up: bio}
            - {type: bars, name: figure-2, title: Losses, scores: loss, order: descending}
      """;

  @TempDir static Path shared;
  private static Path corpus;
  private static Path cells;

  @TempDir Path folder;
  private Path out;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
    cells = shared.resolve("cells.h5ad");
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("grid.yaml"), YAML);
    out = folder.resolve("out");
  }

  private Typed pretrain(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("pretrain", folder.resolve("grid.yaml").toString(), "data.corpus=" + corpus));
    words.addAll(Arrays.asList(more));
    words.addAll(List.of("-o", out.toString()));
    return Typed.polysome(words.toArray(String[]::new));
  }

  private Typed judged(String... more) {
    List<String> words = new ArrayList<>(List.of("judge.input=" + cells, "judge.label=cell_type"));
    words.addAll(Arrays.asList(more));
    Typed typed = pretrain(words.toArray(String[]::new));
    assertThat(typed.status()).as(typed.errors()).isZero();
    return typed;
  }

  @Test
  void batchesThatDoNotAddUpInOneOfItsRunsAreRefusedBeforeTheFirst() {
    Typed typed = pretrain("objectives=[{type: contrastive}]", "sweep.train.accumulate=[1, 2]");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.errors()).contains("train.accumulate: 2").contains("objectives.contrastive");
    assertThat(out).doesNotExist();
  }

  @Test
  void endsInTablesAndFiguresAndJudgesNothingTwice() throws IOException {
    Typed first = judged("judge.batch=batch");
    assertThat(first.results())
        .contains("# Accuracy (paper, table 1)", "| Run | Reading | Training cells | cells |")
        .containsPattern("\\| soft \\| LT-test \\| \\d+ \\| \\S+ ± \\S+ \\|")
        .containsPattern("\\| plain \\| \\S+ \\| \\S+ \\|\n\\| soft \\|");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Biology and batches", "chart-figure-1", "Hidden values", "Lowest loss")
        .contains("Loss");
    assertThat(out.resolve("tables/table-1.csv")).content().contains(",plain,random,cells,0.");
    assertThat(out.resolve("tables/table-1.md")).exists();
    // What is not about how cells are read is judged in one reading.
    assertThat(judgedBy("reconstruction")).containsExactly("plain@random", "soft@random");
    assertThat(judgedBy("annotation"))
        .containsExactly("plain@LT-test", "plain@random", "soft@LT-test", "soft@random");

    FileTime kept = written("annotation/plain@random");
    Path lost = out.resolve("judged/annotation/soft@LT-test");
    Files.delete(lost.resolve(ResultsFolder.RESULTS));
    try (var files = Files.list(lost)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Typed again = judged("judge.batch=batch");
    assertThat(again.results()).isEqualTo(first.results());
    assertThat(again.errors())
        .contains("judging soft@LT-test by annotation")
        .doesNotContain("judging plain", "by integration");
    assertThat(written("annotation/plain@random")).isEqualTo(kept);
    assertThat(judged("judge.batch=batch", "judge.seeds=1").errors())
        .as("other seeds are another question")
        .contains("judging plain@random by annotation");
  }

  private List<String> judgedBy(String suite) throws IOException {
    try (var folders = Files.list(out.resolve("judged").resolve(suite))) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private FileTime written(String judged) throws IOException {
    return Files.getLastModifiedTime(
        out.resolve("judged").resolve(judged).resolve(ResultsFolder.RESULTS));
  }

  @Test
  void whatIsMissingIsSaidBeforeAnyTraining() {
    assertRefused("label is no", "unknown key judge.lable", "judge.lable=a");
    assertRefused(
        "did you mean", "judge.input: nowhere.h5ad does not exist", "judge.input=nowhere.h5ad");
    assertRefused(
        "score",
        "there is no score \"knm\"; did you mean knn?",
        "judge.show.tables.0.scores=knm",
        "judge.input=" + cells);
  }

  @Test
  void oneRunIsJudgedByBenchmark() {
    String one = "sweep.values=[{name: plain, set: {model.value-encoder: mlp}}]";
    assertRefused("one run", "polysome benchmark judges one", one, "judge.input=" + cells);
  }

  private void assertRefused(String about, String message, String... settings) {
    Typed typed = pretrain(settings);
    assertThat(typed.status()).as(about).isEqualTo(1);
    assertThat(typed.errors()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void repeatsAreOneLineAndWithoutBatchesSomeNumbersAreMissing() {
    Typed typed =
        judged("sweep.seed=[1,2]", "judge.readings=[]", "judge.show.tables.1.readings=[]");
    assertThat(typed.errors()).contains("integration is left out: give it judge.batch");
    assertThat(out.resolve("plain_seed-1")).isDirectory();
    assertThat(typed.results())
        .containsPattern("\\| plain \\| \\d+ \\| \\S+ ± \\S+ \\|\n\\| soft \\|")
        .contains("over runs that differ in their seed");
  }

  @Test
  void withoutCellsItSaysHowToJudgeThem() {
    Typed typed = pretrain();
    assertThat(typed.status()).as(typed.errors()).isZero();
    assertThat(typed.errors()).contains("judge.input=CELLS.h5ad");
    assertThat(out.resolve("judged")).doesNotExist();
    assertThat(out.resolve("report.html")).exists();
  }
}
