package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.train.Run;
import org.polysome.train.TinyCorpus;

class SweepTrainingTest {

  private static final String YAML =
      """
      tokenizer: {length: 16}
      model: {type: token-model, width: 8, layers: 1, heads: 2}
      objectives: [wced]
      data: {validation: 0.2}
      train: {max-steps: 4, batch-size: 16, learning-rate: 0.003, log-every: 1, validate-every: 2}
      """;

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 100);
  }

  private Experiment experiment(String sweep) throws IOException {
    Path file = Files.writeString(folder.resolve("grid.yaml"), YAML + sweep);
    return Experiment.load(file.toString(), List.of("data.corpus=" + corpus));
  }

  private List<SweepRow> train(Experiment experiment) {
    return new SweepTraining(folder.resolve("out"), List.of("test"), Progress.silent())
        .train(experiment);
  }

  @Test
  void everyCombinationIsARun() throws IOException {
    Experiment experiment =
        experiment(
            """
            sweep:
              model.layers: [1, 2]
              values:
                - {name: plain, set: {model.value-encoder: mlp}}
                - {name: soft, set: {model.value-encoder: soft-bins, train.learning-rate: 0.001}}
            """);
    assertThat(experiment.isSweep()).isTrue();
    assertThat(experiment.variants().stream().map(Variant::name))
        .containsExactly("layers-1_plain", "layers-1_soft", "layers-2_plain", "layers-2_soft");
    var last = experiment.variants().getLast().stages().getFirst();
    assertThat(last.training().learningRate()).isEqualTo(0.001);
    assertThat(last.model().sizes(10).layers()).isEqualTo(2);
  }

  @Test
  void aRunSaysHowManyCellsItWasTrainedOn() throws IOException {
    train(experiment("sweep: {data.fraction: [0.25, 1]}"));
    int some = Run.open(folder.resolve("out/fraction-0.25")).trainingCells().orElseThrow();
    int all = Run.open(folder.resolve("out/fraction-1")).trainingCells().orElseThrow();
    assertThat(all).isBetween(60, 99);
    assertThat(some).isPositive().isLessThan(all / 2);
  }

  @Test
  void askedAgainItTrainsOnlyWhatIsLeft() throws IOException {
    Experiment experiment = experiment("sweep: {model.width: [8, 16]}");
    List<SweepRow> rows = train(experiment);
    assertThat(rows).extracting(SweepRow::run).containsExactly("width-8", "width-16");
    assertThat(rows).allMatch(row -> row.status().equals(SweepRow.DONE) && row.steps() == 4);
    assertThat(rows.get(1).parameters()).isGreaterThan(rows.get(0).parameters());
    Path out = folder.resolve("out");
    var written = Files.getLastModifiedTime(out.resolve("width-8/checkpoints/step-4"));
    assertThat(train(experiment)).isEqualTo(rows);
    assertThat(Files.getLastModifiedTime(out.resolve("width-8/checkpoints/step-4")))
        .isEqualTo(written);
    assertThat(out.resolve("sweep.csv")).content().contains("width-16,done,");
    assertThat(out.resolve("report.html")).content().contains("width-8", "width-16");
  }

  @Test
  void aRunThatDivergesIsFlaggedAndTheOthersGoOn() throws IOException {
    Experiment experiment = experiment("sweep: {train.learning-rate: [1e30, 0.003]}");
    List<SweepRow> rows = train(experiment);
    assertThat(rows).extracting(SweepRow::status).containsExactly(SweepRow.DIVERGED, SweepRow.DONE);
    assertThat(train(experiment)).isEqualTo(rows);
  }

  @Test
  void aFolderOfAnotherPlanIsNotGoneOnWith() throws IOException {
    train(experiment("sweep: {model.width: [8, 16]}"));
    Experiment other = experiment("seed: 7\nsweep: {model.width: [8, 16]}");
    assertThatThrownBy(() -> train(other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("width-8");
  }

  @Test
  void whatIsNoGridIsRefused() {
    assertThatThrownBy(() -> experiment("sweep: {model.width: 8}"))
        .hasMessageContaining("sweep.model.width");
    assertThatThrownBy(() -> experiment("sweep: {model.width: [8, 8]}"))
        .hasMessageContaining("both called width-8");
    assertThatThrownBy(() -> experiment("sweep: {heads: [[1], [2]]}")).hasMessageContaining("name");
  }
}
