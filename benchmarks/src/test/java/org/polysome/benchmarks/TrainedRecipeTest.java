package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.experiment.Experiment;
import org.polysome.fault.UsageException;
import org.polysome.model.ModelInputs;
import org.polysome.model.ModelSpec;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationSpec;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

class TrainedRecipeTest {

  private static final int GENES = 80;

  @TempDir static Path shared;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    Path file = shared.resolve("cells.h5ad");
    SimulationSpec spec = new SimulationSpec(90, GENES, 3, 2, 0, 0.3, 0, 1);
    SimulationFile.write(Simulation.of(spec), file, 1, false, Progress.silent());
    CorpusBuilder.build(
        CorpusRequest.of(List.of(file), shared.resolve("corpus")), Progress.silent());
  }

  private Run train(String recipe, String... settings) {
    List<String> all =
        Stream.concat(Stream.of("data.corpus=" + shared.resolve("corpus")), Stream.of(settings))
            .toList();
    return Pretraining.start(
        Experiment.load(recipe, all).plan(),
        new Pretraining.Target(folder.resolve("a-run"), false, List.of("test")),
        Progress.silent());
  }

  @Test
  void saysWhatARunCostAndHowItsLossFell() throws IOException {
    Run run =
        train(
            "txfm-s-tiny",
            "train.max-steps=6",
            "train.batch-size=16",
            "train.log-every=2",
            "train.validate-every=3");
    took(run, 8);
    TrainedRecipe read = TrainedRecipe.read(run.folder());
    assertThat(read.name()).isEqualTo("a-run");
    assertThat(read.steps()).isEqualTo(6);
    ModelSpec model = run.plan().model();
    assertThat(read.parameters()).isEqualTo(model.parameters(ModelInputs.of(GENES))).isPositive();
    assertThat(read.flops())
        .as("of as many tokens as there are genes, and cls")
        .isEqualTo(model.cost(GENES, GENES + 1).flops())
        .isLessThan(model.cost(GENES, run.plan().tokenizer().length()).flops());
    List<Double> losses =
        LossCurve.read(run.folder()).training().stream().map(Metrics::loss).toList();
    assertThat(losses).hasSize(3);
    assertThat(read.training()).containsExactly(losses.getFirst(), losses.getLast());
    assertThat(read.validation()).isPresent();
    assertThat(read.cellsPerSecond()).hasValue(6 * 16 / 8.0);
    assertThat(read.cells()).hasSize(7).doesNotContain("-", "NaN");
  }

  /** A manifest counts whole seconds, and this run may take none. */
  private static void took(Run run, long seconds) throws IOException {
    String text = Files.readString(manifest(run));
    String end =
        "\"ended\" : \"%s\"".formatted(Manifest.fromJson(text).started().plusSeconds(seconds));
    Files.writeString(manifest(run), text.replaceFirst("\"ended\" : \"[^\"]*\"", end));
  }

  @Test
  void aFittedModelHasNoStepsAndNoLoss() {
    TrainedRecipe read = TrainedRecipe.read(train("pca", "model.components=4").folder());
    assertThat(read.steps()).isZero();
    assertThat(read.training()).isEmpty();
    assertThat(read.validation()).isEmpty();
    assertThat(read.cells()).endsWith("0", "-", "-", "-");
  }

  @Test
  void aRunThatIsNotAtItsEndHasNoSpeed() throws IOException {
    Run run = train("txfm-s-tiny", "train.max-steps=2", "train.batch-size=16");
    Manifest whole = Manifest.fromJson(Files.readString(manifest(run)));
    Manifest begun = Manifest.start(whole.command());
    Files.writeString(manifest(run), begun.toJson());
    assertThat(TrainedRecipe.read(run.folder()).cells().toList().get(4)).isEqualTo("-");
  }

  @Test
  void whatIsNoRunIsRefused() {
    assertThatThrownBy(() -> TrainedRecipe.read(folder.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none");
  }

  private static Path manifest(Run run) {
    return run.folder().resolve("manifest.json");
  }
}
