package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.ValueHead;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.LabelledCells;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.loop.Learner;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.TrainState;

/** Predictions of a run beside those of its learner, with the weights of each. */
class RunPredictorTest {

  private static final int GENES = 20;
  private static final MeasuredGenes ALL = MeasuredGenes.everything(1, GENES);
  private static final String PLAN =
      """
      seed: 9
      tokenizer: {length: 16}
      model: {type: token-model, width: 8, layers: 1, heads: 2}
      objectives: [{type: masked-values, ratio: 0.4}, cell-to-gene-values]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  /** A run whose one checkpoint has weights that are drawn from another seed. */
  private Run run() {
    Plan plan = Config.bind(YamlReader.read(PLAN, "test.yaml"), Plan.class);
    Vocabulary genes = Vocabulary.of(IntStream.range(0, GENES).mapToObj(TinyRun::gene).toList());
    Run run = TinyRun.open(folder.resolve("run"), plan, genes, Map.of());
    try (Parameters parameters = new Parameters(Device.CPU, 77)) {
      Learners.build(plan, ALL, Map.of(), parameters);
      run.checkpoints()
          .write(
              0, checkpoint -> CheckpointFiles.write(checkpoint, parameters, TrainState.start()));
    }
    return run;
  }

  private static TokenBatch batch(Run run, Target target) {
    Tokenizer tokenizer = run.tokenizer(ALL);
    Cell first = new Cell(new int[] {1, 4, 5, 9, 11}, new float[] {3, 1, 8, 2, 2}, 0);
    Cell second = new Cell(new int[] {0, 4, 7, 8, 13, 19}, new float[] {1, 1, 4, 2, 6, 1}, 0);
    return tokenizer
        .builder(List.of(target))
        .build(Draw.validation(3), List.of(first, second), Map.of());
  }

  private static float[] expected(Run run, long seed, int objective, TokenBatch batch) {
    try (Parameters parameters = new Parameters(Device.CPU, seed)) {
      Learner learner = Learners.build(run.plan(), ALL, Map.of(), parameters);
      ValueHead head = learner.reconstructions().get(objective).orElseThrow();
      return learner.predict(head, batch);
    }
  }

  private static Target hidden(Run run) {
    return run.plan().objectives().getFirst().targets().iterator().next();
  }

  @Test
  void hiddenValuesAreThoseOfTheFirstObjectiveThatPredictsAny() {
    Run run = run();
    TokenBatch batch = batch(run, hidden(run));
    int rows = batch.masked().orElseThrow().positions().length;
    try (RunPredictor trained = run.predictor("last", ALL);
        RunPredictor untrained = run.untrainedPredictor(ALL)) {
      assertThat(trained.predict(batch)).hasSize(rows).isEqualTo(expected(run, 77, 0, batch));
      assertThat(untrained.predict(batch)).isEqualTo(expected(run, 9, 0, batch));
      assertThat(untrained.predict(batch)).isNotEqualTo(trained.predict(batch));
    }
  }

  @Test
  void expressionIsThatOfTheChosenObjective() {
    Run run = run();
    TokenBatch whole = batch(run, new Target.WholeCell());
    Reconstruction how = run.reconstruction(Optional.of("cell-to-gene-values"));
    try (RunPredictor predictor = run.predictor(how, "last", ALL, Device.CPU)) {
      assertThat(predictor.predict(whole))
          .hasSize(2 * GENES)
          .isEqualTo(expected(run, 77, 1, whole));
    }
    Reconstruction other = run.reconstruction(Optional.of("masked-values"));
    TokenBatch hidden = batch(run, hidden(run));
    try (RunPredictor predictor = run.predictor(other, "last", ALL, Device.CPU)) {
      assertThat(predictor.predict(hidden)).isEqualTo(expected(run, 77, 0, hidden));
    }
  }

  /** As many components as there are genes give back every value. */
  @Test
  void aFittedModelGoesBackFromItsVectors() throws IOException {
    Path corpus = TinyCorpus.write(Files.createDirectory(folder.resolve("a")), 40, 30, 1);
    String yaml =
        """
        data: {corpus: '%s'}
        tokenizer: {genes: {type: highly-variable, count: 5}}
        model: {type: pca, components: 5, passes: 30}
        """;
    Plan plan = Config.bind(YamlReader.read(yaml.formatted(corpus), "test.yaml"), Plan.class);
    Run run =
        Pretraining.start(
            plan,
            new Pretraining.Target(folder.resolve("pca"), false, List.of("test")),
            Progress.silent());
    Reconstruction how = run.reconstruction(Optional.empty());
    try (Corpora cells = Corpora.open(List.of(corpus));
        RunPredictor predictor = run.predictor(how, "last", cells.measured(), Device.CPU)) {
      Cell cell = cells.cell(6);
      TokenBatch batch =
          run.tokenizer(cells.measured())
              .tokenize(new LabelledCells(List.of(cell), Map.of()), run.draw(), List.of());
      float[] values = predictor.predict(batch);
      double total = 0;
      for (float count : cell.counts()) {
        total += count;
      }
      for (int gene : run.genes().stream().toArray()) {
        int at = Arrays.binarySearch(cell.genes(), gene);
        double count = at >= 0 ? cell.counts()[at] : 0;
        assertThat((double) values[gene]).isCloseTo(Math.log1p(1e4 * count / total), within(1e-3));
      }
    }
  }
}
