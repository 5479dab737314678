package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.Corpus;
import org.polysome.fault.Cancellation;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.FileTree;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

/** Runs on two corpora that know different genes, with weights and on a fraction. */
class CorporaRunTest {

  @TempDir static Path shared;
  private static Path first;
  private static Path second;

  @TempDir Path folder;

  @BeforeAll
  static void corpora() throws IOException {
    first = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 120, 100, 1);
    second = TinyCorpus.write(Files.createDirectory(shared.resolve("b")), 90, 130, 2);
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>();
    all.add("data.corpus=[%s, {path: %s, weight: 2.5}]".formatted(first, second));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        seed: 5
        data: {validation: {type: fraction, share: 0.2}}
        tokenizer: {length: 32, order: {type: rank}}
        model: {type: token-model, width: 16, layers: 1, heads: 2}
        objectives: [wced, {type: label, column: cell_type}, {type: masked-values, ratio: 0.3}]
        train: {max-steps: 30, batch-size: 16, learning-rate: 0.003, log-every: 4, checkpoint-every: 9}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Pretraining.Target target(String name) {
    return new Pretraining.Target(folder.resolve(name), false, List.of("test"));
  }

  private byte[] weights(String name) throws IOException {
    Checkpoints checkpoints = Checkpoints.of(folder.resolve(name));
    return Files.readAllBytes(checkpoints.of(30).resolve(CheckpointFiles.MODEL));
  }

  /** An epoch is 19 to 21 steps, so the run ends in its second one. */
  @Test
  void trainsStopsAndGoesOnToTheSameBytes() throws IOException {
    Pretraining.start(plan(), target("whole"), Progress.silent());
    Run run = Run.open(folder.resolve("whole"));
    assertThat(run.vocabulary().size()).isEqualTo(130);
    assertThat(run.plan().data().weights()).containsExactly(1.0, 2.5);
    Manifest manifest =
        Manifest.fromJson(Files.readString(run.folder().resolve(RunFolder.MANIFEST)));
    assertThat(manifest.inputs())
        .extracting(input -> Path.of(input.path()).getParent())
        .containsExactly(first, second);
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(
            () ->
                Pretraining.start(
                    plan("train.threads=3"), target("stopped"), new StopAfter(22, cancellation)))
        .hasMessageContaining("--resume");
    Pretraining.resume(folder.resolve("stopped"), Progress.silent());
    assertThat(weights("stopped")).isEqualTo(weights("whole"));
    assertThat(folder.resolve("stopped").resolve(MetricsFile.NAME))
        .hasSameBinaryContentAs(folder.resolve("whole").resolve(MetricsFile.NAME));
  }

  @Test
  void aCorpusThatChangedIsNotGoneOnWith() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path moving = TinyCorpus.write(other, 60);
    String corpora = "data.corpus=[%s, %s]".formatted(first, moving);
    Pretraining.start(plan(corpora, "train.max-steps=2"), target("run"), Progress.silent());
    FileTree.delete(other);
    TinyCorpus.write(Files.createDirectory(other), 61);
    assertThatThrownBy(() -> Pretraining.resume(folder.resolve("run"), Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(moving.toString());
  }

  @Test
  void aFractionLeavesTheValidationCells() {
    try (Corpora corpora = Corpora.open(List.of(first, second))) {
      CellSplit all = CellSplit.of(corpora, plan().data(), 5);
      CellSplit half = CellSplit.of(corpora, plan("data.fraction=0.5").data(), 5);
      CellSplit fifth = CellSplit.of(corpora, plan("data.fraction=0.2").data(), 5);
      assertThat(half.heldOut()).containsExactly(all.heldOut());
      assertThat(fifth.heldOut()).containsExactly(all.heldOut());
      assertThat(boxed(all.training())).containsAll(boxed(half.training()));
      assertThat(boxed(half.training())).containsAll(boxed(fifth.training()));
      double share = half.training().length / (double) all.training().length;
      assertThat(share).isBetween(0.35, 0.65);
      assertThatThrownBy(() -> CellSplit.of(corpora, plan("data.fraction=1e-9").data(), 5))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("data.fraction");
    }
  }

  /** Of the first corpus alone the same cells are held out, since they are drawn by content. */
  @Test
  void selectsAndHoldsOutAcrossCorpora() {
    try (Corpora corpora = Corpora.open(List.of(first, second))) {
      CellSplit split =
          CellSplit.of(
              corpora,
              plan(
                      "data.select=batch != 'batch1'",
                      "data.validation={type: column, name: batch, values: [batch2]}")
                  .data(),
              5);
      int[] codes = corpora.labels("batch").codes();
      List<String> names = corpora.labels("batch").categories();
      assertThat(Arrays.stream(split.heldOut()).mapToObj(row -> names.get(codes[row])))
          .containsOnly("batch2");
      assertThat(Arrays.stream(split.training()).mapToObj(row -> names.get(codes[row])))
          .doesNotContain("batch1", "batch2");
      assertThat(Arrays.stream(split.heldOut()).filter(row -> row >= 120).count()).isPositive();
      assertThat(Arrays.stream(split.heldOut()).filter(row -> row < 120).count()).isPositive();
    }
  }

  @Test
  void aCopyOfACorpusIsHeldOutWithIt() {
    try (Corpora corpora = Corpora.open(List.of(first, second, first))) {
      CellSplit split = CellSplit.of(corpora, plan().data(), 5);
      List<Integer> held = boxed(split.heldOut());
      assertThat(IntStream.range(0, 120).filter(row -> held.contains(row)).boxed())
          .isNotEmpty()
          .isEqualTo(
              IntStream.range(0, 120).filter(row -> held.contains(210 + row)).boxed().toList());
    }
  }

  private static List<Integer> boxed(int[] rows) {
    return Arrays.stream(rows).boxed().toList();
  }

  @Test
  void anEpochIsAsLongAsTheWeightsSay() {
    Plan plan = plan();
    try (Corpora corpora = Corpora.open(List.of(first, second));
        Corpus alone = Corpus.open(second)) {
      CellSplit split = CellSplit.of(corpora, plan.data(), plan.seed());
      TrainingData data =
          new TrainingData(plan, corpora, split, FittedParts.of(List.of(plan), corpora, split));
      long ofSecond = Arrays.stream(split.training()).filter(row -> row >= 120).count();
      long expected = split.training().length - ofSecond + Math.round(2.5 * ofSecond);
      assertThat((long) data.cellsPerEpoch()).isEqualTo(expected);
      assertThat(data.stepsPerEpoch()).isEqualTo(Math.ceilDiv(expected, 16));
      List<String> named =
          IntStream.range(0, (int) data.stepsPerEpoch())
              .boxed()
              .flatMap(step -> data.cells(step).stream())
              .toList();
      String name = corpora.name(split.training()[split.training().length - 1]);
      assertThat(named.stream().filter(words -> words.contains("'" + name + "'")).count())
          .isBetween(2L, 4L);
      assertThat(alone.cells()).isEqualTo(90);
    }
    assertThat(DryRun.text(plan)).contains("in an epoch, by weight");
  }
}
