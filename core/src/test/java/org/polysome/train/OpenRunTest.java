package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.model.ModelBatch;
import org.polysome.objective.ValueHead;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.LabelledCells;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.loop.Learner;

/** What a run in memory says, against its learner with the same weights. */
class OpenRunTest {

  private static final int GENES = TinyRun.GENES;
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

  /** A run whose last checkpoint has weights that are drawn from another seed. */
  private Run run() {
    Run run = TinyRun.of(folder.resolve("run"), PLAN);
    TinyRun.checkpoint(run.folder(), 1, 77);
    return run;
  }

  private static OpenRun open(Run run) {
    return run.open(OpenRun.Setting.of(run.weights("last")), ALL);
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
    try (OpenRun trained = open(run);
        OpenRun untrained = run.open(OpenRun.Setting.of(run.untrained(9)), ALL)) {
      float[] values = trained.values().predict(batch);
      assertThat(values).hasSize(rows).isEqualTo(expected(run, 77, 0, batch));
      assertThat(untrained.values().predict(batch)).isEqualTo(expected(run, 9, 0, batch));
      assertThat(untrained.values().predict(batch)).isNotEqualTo(values);
    }
  }

  /** One run in memory embeds and predicts; without its heads it embeds alike. */
  @Test
  void embedsWithHeadsAsWithout() {
    Run run = run();
    TokenBatch batch = batch(run, new Target.WholeCell());
    try (OpenRun heads = open(run);
        OpenRun model = run.open()) {
      assertThat(heads.embed(batch)).hasSize(2 * heads.width()).isEqualTo(model.embed(batch));
      assertThat(heads.after(0).embed(batch)).isEqualTo(model.after(0).embed(batch));
      assertThat(model.after(1).embed(batch)).isEqualTo(model.embed(batch));
      assertThat(model.after(0).embed(batch)).isNotEqualTo(model.embed(batch));
      assertThatThrownBy(() -> model.after(2))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("layer 2 of the model");
    }
  }

  @Test
  void givesTheAttentionOfABlock() {
    Run run = run();
    TokenBatch batch = batch(run, new Target.WholeCell());
    try (OpenRun open = run.open();
        Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Tensor weights = open.model().attention(ModelBatch.of(batch, open.device()), 1);
      assertThat(weights.shape()).containsExactly(2, 2, batch.tokens(), batch.tokens());
      assertThatThrownBy(() -> open.model().attention(ModelBatch.of(batch, open.device()), 2))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("block 2: there are blocks 1 to 1");
    }
  }

  @Test
  void expressionIsThatOfTheChosenObjective() {
    Run run = run();
    TokenBatch whole = batch(run, new Target.WholeCell());
    Reconstruction how = run.reconstruction(Optional.of("cell-to-gene-values"));
    try (OpenRun open = open(run)) {
      assertThat(open.expression(how).predict(whole))
          .hasSize(2 * GENES)
          .isEqualTo(expected(run, 77, 1, whole));
    }
    Reconstruction other = run.reconstruction(Optional.of("masked-values"));
    TokenBatch hidden = batch(run, hidden(run));
    try (OpenRun open = open(run)) {
      assertThat(open.expression(other).predict(hidden)).isEqualTo(expected(run, 77, 0, hidden));
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
        OpenRun open = run.open(OpenRun.Setting.of(run.weights("last")), cells.measured())) {
      Cell cell = cells.cell(6);
      TokenBatch batch =
          run.tokenizer(cells.measured())
              .tokenize(new LabelledCells(List.of(cell), Map.of()), run.draw(), List.of());
      float[] values = open.expression(how).predict(batch);
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
