package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.model.ModelCost;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;

/** What a plan would cost, counted by hand. */
class DryRunTest {

  private static final int GENES = 60;

  @TempDir static Path shared;
  private static Path corpus;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 50, GENES, 4);
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        seed: 5
        data: {validation: {type: fraction, share: 0.2}}
        tokenizer: {length: 32}
        model: {type: token-model, width: 16, layers: 1, heads: 2}
        objectives: [wced, {type: masked-values, ratio: 0.3}]
        train: {max-steps: 12, batch-size: 4, accumulate: 2}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private static List<String> comments(Plan plan) {
    return DryRun.text(plan).lines().filter(line -> line.startsWith("# ")).toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Test
  void theTextIsThePlanAndItsCostsAreComments() {
    String text = DryRun.text(plan());
    assertThat(Config.bind(YamlReader.read(text, "dry"), Plan.class)).isEqualTo(plan());
    assertThat(text).startsWith(Config.text(plan()) + "\n# cells: ");
  }

  @Test
  void cellsTokensStepsAndParametersAreCounted() {
    Plan plan = plan();
    List<String> lines = comments(plan);
    int[] training;
    int heldOut;
    int[] tokens;
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      CellSplit split = CellSplit.of(opened, plan.data(), 5);
      training = split.training();
      heldOut = split.heldOut().length;
      tokens = IntStream.of(training).map(row -> Math.min(32, 1 + opened.genesSeen(row))).toArray();
    }
    int mean = (int) Math.ceil(IntStream.of(tokens).average().orElseThrow());
    int most = IntStream.of(tokens).max().orElseThrow();
    long perEpoch = Math.ceilDiv(training.length, 8);
    assertThat(lines.get(0))
        .isEqualTo(
            text(
                "# cells: %d to train on, %d held out, 60 genes, %d tokens on average, %d at most",
                training.length, heldOut, mean, most));
    assertThat(lines.get(1))
        .isEqualTo(text("# steps: 12 of 8 cells, %.2f epochs", 12.0 / perEpoch));
    long heads;
    long all;
    try (Parameters built = new Parameters(Device.META, 1)) {
      Learners.build(plan, MeasuredGenes.everything(1, GENES), Map.of(), built);
      all = built.count();
      heads = built.in("objective").count();
    }
    assertThat(heads).isBetween(1L, all - 1);
    assertThat(lines.get(2))
        .isEqualTo(
            text("# parameters: %,d, of them %,d in the heads of the objectives", all, heads));
    ModelCost cost = plan.model().cost(Learners.inputs(plan, GENES, Map.of()), mean);
    assertThat(lines.get(3))
        .isEqualTo(
            text(
                "# per cell of %d tokens, without heads: %.4f G multiply-adds, %.4f GFLOP to"
                    + " embed, %.4f GFLOP to train",
                mean,
                cost.multiplyAdds() / 1e9,
                2 * cost.multiplyAdds() / 1e9,
                6 * cost.multiplyAdds() / 1e9));
    ModelCost longest = plan.model().cost(Learners.inputs(plan, GENES, Map.of()), most);
    double bytes = 16.0 * all + 4.0 * 4 * longest.activations();
    assertThat(lines.get(4))
        .isEqualTo(
            text(
                "# memory to train in batches of 4 of the longest cells: about %,.0f MiB",
                bytes / 1024 / 1024));
    assertThat(lines).hasSize(5);
  }

  /** A model so wide that its memory is many MiB and its operations many thousandths. */
  @Test
  void costsOfAWideModelAreOnTheSameScale() {
    Plan plan = plan("model.width=256", "model.layers=3");
    List<String> lines = comments(plan);
    ModelCost longest = plan.model().cost(Learners.inputs(plan, GENES, Map.of()), 32);
    long heads;
    try (Parameters built = new Parameters(Device.META, 1)) {
      Learners.build(plan, MeasuredGenes.everything(1, GENES), Map.of(), built);
      heads = built.in("objective").count();
    }
    double mebibytes = (longest.trainingBytes(4) + 16.0 * heads) / (1 << 20);
    assertThat(mebibytes).isGreaterThan(20);
    assertThat(lines.getLast()).endsWith(text("about %,.0f MiB", mebibytes));
    assertThat(lines.get(3)).matches(".*: 0\\.0[1-9]\\d\\d G multiply-adds.*");
  }

  @Test
  void withoutACorpusTheCostsAreLeftOpen() {
    String yaml = "{objectives: [wced], train: {max-steps: 1}}";
    assertThat(comments(Config.bind(YamlReader.read(yaml, "test.yaml"), Plan.class)))
        .containsExactly(
            "# parameters, multiply-adds and memory depend on the corpus: name data.corpus");
  }

  @Test
  void aFittedModelHasNumbersAndNoSteps() {
    String yaml =
        "{data: {corpus: '%s', validation: 0.2, test: 0.1}, model: {type: pca, components: 5}}";
    Plan plan = Config.bind(YamlReader.read(yaml.formatted(corpus), "test.yaml"), Plan.class);
    List<String> lines = comments(plan);
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      CellSplit split = CellSplit.of(opened, plan.data(), plan.seed());
      assertThat(lines.getFirst())
          .isEqualTo(
              text(
                  "# cells: %d to fit to, %d held out, %d to test, 60 genes",
                  split.training().length, split.heldOut().length, split.test().length));
    }
    long numbers;
    try (Parameters built = new Parameters(Device.META, 0)) {
      plan.model().build(Learners.inputs(plan, GENES, Map.of()), built);
      numbers = built.all().values().stream().mapToLong(tensor -> tensor.elements()).sum();
    }
    assertThat(numbers).isGreaterThan(5 * GENES);
    assertThat(lines.get(1)).isEqualTo(text("# numbers: %,d, fitted and not trained", numbers));
    assertThat(lines.get(2))
        .matches("# per cell: 0\\.0000 G multiply-adds, 0\\.0000 GFLOP to embed");
    assertThat(lines).hasSize(3);
  }

  @Test
  void whatComesFromAnotherRunIsSaid() {
    Path other = TinyRun.write(shared.resolve("other"));
    assertThatThrownBy(() -> DryRun.text(plan("train.init-from=" + other)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none is the same");
    assertThatThrownBy(() -> DryRun.text(plan("objectives=[{type: contrastive}]")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train.accumulate: 2 cuts a step");
  }
}
