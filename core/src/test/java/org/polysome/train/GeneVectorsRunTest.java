package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpus;
import org.polysome.encoder.gene.GeneVectors;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

/** A run that starts from vectors of two genes in three. */
class GeneVectorsRunTest {

  private static final int DIMENSIONS = 5;

  @TempDir static Path shared;
  private static Path corpus;
  private static List<String> genes = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 150);
    try (Corpus opened = Corpus.open(corpus)) {
      genes = opened.vocabulary().names();
    }
  }

  private static double number(int gene, int i) {
    return Math.sin(1 + gene * DIMENSIONS + i);
  }

  private Path vectors() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int gene = 0; gene < genes.size(); gene++) {
      if (gene % 3 > 0) {
        StringBuilder line = new StringBuilder(genes.get(gene));
        for (int i = 0; i < DIMENSIONS; i++) {
          line.append(' ').append(number(gene, i));
        }
        lines.add(line.toString());
      }
    }
    return Files.write(folder.resolve("vectors.txt"), lines);
  }

  private Plan plan(String... assignments) throws IOException {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.add("model.gene-encoder={type: matrix, file: '" + vectors() + "'}");
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        tokenizer: {length: 24}
        model: {type: token-model, width: 8, layers: 1, heads: 2}
        objectives: [wced]
        train: {max-steps: 6, batch-size: 16, learning-rate: 0.01, checkpoint-every: 3}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Run train(String name, Plan plan) {
    return Pretraining.start(plan, target(name), Progress.silent());
  }

  private Pretraining.Target target(String name) {
    return new Pretraining.Target(folder.resolve(name), false, List.of("test"));
  }

  private static byte[] weights(Run run) throws IOException {
    return Files.readAllBytes(Checkpoints.of(run.folder()).of(6).resolve(CheckpointFiles.MODEL));
  }

  private static Tensor table(Run run, String name) {
    Path file = Checkpoints.of(run.folder()).of(6).resolve(CheckpointFiles.MODEL);
    String full = "model.gene-encoder.table." + name;
    return Optional.ofNullable(Safetensors.read(file).get(full)).orElseThrow();
  }

  @Test
  void frozenVectorsStayAndTheFileIsNotNeededAgain() throws IOException {
    Run run = train("run", plan());
    Files.delete(folder.resolve("vectors.txt"));
    Manifest manifest = Manifest.fromJson(RunFolder.read(run.folder().resolve("manifest.json")));
    assertThat(manifest.inputs()).anyMatch(input -> input.path().endsWith("vectors.txt"));
    assertThat(RunFolder.read(run.folder().resolve("gene-vectors.json")))
        .contains("\"matched\" : 80");
    try (Scope scope = new Scope()) {
      double[] given = table(run, "given").toDoubles();
      GeneVectors read = GeneVectorFiles.read(run.folder(), run.vocabulary()).orElseThrow();
      assertThat(given).containsExactly(read.vectors().values());
      assertThat(given[0]).isEqualTo((float) number(1, 0));
    }
    Run opened = Run.open(run.folder());
    var tokenizer = opened.tokenizer(MeasuredGenes.everything(1, genes.size()));
    var cell = new org.polysome.tokenizer.Cell(new int[] {0, 1, 2}, new float[] {1, 2, 3}, 0);
    var batch = tokenizer.tokenize(List.of(cell), opened.draw(), List.of());
    try (OpenRun trained = opened.open();
        OpenRun untrained = opened.open(OpenRun.Setting.of(opened.untrained(5)))) {
      assertThat(trained.embed(batch)).isNotEqualTo(untrained.embed(batch)).hasSize(8);
    }
  }

  @Test
  void aStoppedRunGoesOnToTheSameBytes() throws IOException {
    byte[] whole = weights(train("whole", plan()));
    Plan plan = plan();
    assertThatThrownBy(() -> Pretraining.start(plan, target("parts"), new StopAfter(3)))
        .isInstanceOf(CancelledException.class);
    Files.delete(folder.resolve("vectors.txt"));
    Run resumed = Pretraining.resume(folder.resolve("parts"), Progress.silent());
    assertThat(weights(resumed)).isEqualTo(whole);
  }

  @Test
  void trainableVectorsMove() throws IOException {
    Run run = train("run", plan("model.gene-encoder.frozen=false"));
    try (Scope scope = new Scope()) {
      double moved = table(run, "weight").select(0, 1).toDoubles()[0];
      assertThat(moved).isNotEqualTo((float) number(1, 0));
      assertThat(moved).isCloseTo(number(1, 0), org.assertj.core.api.Assertions.within(0.1));
    }
  }

  @Test
  void aDryRunSaysHowManyGenesAreCovered() throws IOException {
    assertThat(DryRun.text(plan()))
        .contains(
            "# gene vectors: 80 of 120 genes (66.7 %) have one of 5 numbers, 40 learn theirs");
  }

  @Test
  void tooLittleCoverageLeavesNoRun() throws IOException {
    Plan plan = plan("model.gene-encoder.minimum-coverage=0.7");
    assertThatThrownBy(() -> train("run", plan))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("80 of 120");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
