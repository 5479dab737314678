package org.polysome.suite.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.RunModel;
import org.polysome.suite.RunPoint;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.Suites;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.TinyCorpus;
import org.polysome.train.embed.EmbedRequest;

@Tag("slow")
class ReconstructionSuiteTest extends SuiteContract {

  private static final String TOKENS =
      "model: {type: token-model, width: 16, layers: 1, heads: 2}, train: {max-steps: 40,"
          + " batch-size: 16, learning-rate: 0.01}";

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 90);
  }

  @Override
  protected Sample sample(Path at) {
    return new Sample(
        new ReconstructionSuite(), settings(Baselines.FAST), List.of(ofSmallData(at)));
  }

  /** A run that is trained on the small data. */
  private RunModel ofSmallData(Path at) {
    if (!Files.exists(at.resolve("small"))) {
      Path cells = new SmallData().write(at.resolve("small.h5ad"));
      CorpusRequest request = CorpusRequest.of(List.of(cells), at.resolve("small"));
      CorpusBuilder.build(request, Progress.silent());
      train(at.resolve("small"), "tokenizer: {length: 40}, objectives: [masked-values], " + TOKENS);
    }
    return at(Run.open(folder.resolve("run")), RunPoint.WHOLE);
  }

  @Override
  protected String better() {
    return "run";
  }

  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of("run/random_weights");
  }

  /** A constant has no correlation. */
  @Override
  protected List<SmallData> failing() {
    return List.of(data());
  }

  private RunModel train(String parts) {
    return train(corpus, parts);
  }

  private RunModel train(Path cells, String parts) {
    String yaml = "{seed: 3, data: {corpus: '%s'}, %s}".formatted(cells, parts);
    Plan plan = Config.bind(YamlReader.read(yaml, "test.yaml"), Plan.class);
    var target = new Pretraining.Target(folder.resolve("run"), false, List.of("test"));
    Run run = Pretraining.start(plan, target, Progress.silent());
    return at(run, RunPoint.WHOLE);
  }

  private static RunModel at(Run run, RunPoint point) {
    return new RunModel(run, point, EmbedRequest.CountsOptions.DETECT, Progress.silent());
  }

  private static BenchmarkSettings settings(Baselines baselines) {
    var none = Optional.<String>empty();
    return new BenchmarkSettings(
        none, none, Optional.empty(), baselines, none, Optional.empty(), 1, 0);
  }

  private static SuiteOutcome judge(List<RunModel> models, Baselines baselines) {
    return new SuiteRun(new ReconstructionSuite(), settings(baselines))
        .judge(List.of(shared.resolve("cells.h5ad")), models, Manifest.start(List.of("test")));
  }

  private static List<String> notes(SuiteOutcome outcome) {
    return outcome.results().settings().inputs().getFirst().notes();
  }

  private static double value(SuiteOutcome outcome, String name, String metric) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(name) && row.metric().equals(metric))
        .findFirst()
        .flatMap(row -> row.value().stream().boxed().findFirst())
        .orElseThrow();
  }

  @Test
  void aTrainedRunIsBetterThanItsRandomWeightsAndZero() {
    RunModel model =
        train(
            "tokenizer: {length: 64}, objectives: [{type: masked-values, ratio: 0.3}], " + TOKENS);
    SuiteOutcome outcome = judge(List.of(model), Baselines.FAST);
    assertThat(value(outcome, "run", "mse"))
        .isLessThan(value(outcome, "run/random_weights", "mse"))
        .isLessThan(value(outcome, "run/zero", "mse"));
    assertThat(outcome.results().results().stream().map(ResultRow::embedding).distinct())
        .containsExactly("run", "run/random_weights", "run/gene_mean", "run/cell_mean", "run/zero");
    assertThat(outcome.results().results())
        .filteredOn(row -> row.metric().startsWith("mse"))
        .hasSize(20)
        .allMatch(row -> Suites.metric(row.metric()).direction() == Metric.Direction.LOWER)
        .allMatch(row -> row.group().equals("reconstruction"));
    assertThat(notes(outcome)).anyMatch(note -> note.endsWith("values masked as in its training"));
    // A constant has no correlation.
    assertThat(outcome.results().results())
        .filteredOn(row -> row.embedding().equals("run/zero") && row.metric().equals("pearson"))
        .singleElement()
        .matches(row -> row.status().equals("constant"));
  }

  @Test
  void withoutBaselinesThereIsTheRunAlone() {
    RunModel model = train("tokenizer: {length: 64}, objectives: [wced], " + TOKENS);
    SuiteOutcome outcome = judge(List.of(model), Baselines.NONE);
    assertThat(outcome.results().results())
        .hasSize(5)
        .allMatch(row -> row.embedding().equals("run"));
    assertThat(notes(outcome))
        .anyMatch(note -> note.endsWith("15 % of the genes seen in a cell taken out of it"));
  }

  /** The last checkpoint of two steps is the one that the run embeds with. */
  @Test
  void checkpointsOfARunShareTheirBaselines() {
    String brief = TOKENS.replace("40", "2");
    Run run = train("tokenizer: {length: 64}, objectives: [wced], " + brief).run();
    RunPoint step = new RunPoint(OptionalLong.of(2), OptionalInt.empty());
    SuiteOutcome outcome = judge(List.of(at(run, RunPoint.WHOLE), at(run, step)), Baselines.FAST);
    assertThat(value(outcome, "run@step-2", "mse")).isEqualTo(value(outcome, "run", "mse"));
    assertThat(outcome.results().results()).hasSize(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "objectives: [contrastive] | has no objective that predicts values",
        "objectives: [{type: masked-values, loss: {type: cross-entropy, bins: {type: cell-quantiles}}}]"
            + " | has no objective that predicts values",
        "tokenizer: {normalisation: rank}, objectives: [masked-values]"
            + " | has values that are no logarithms of one and a count",
        "tokenizer: {totals: sequence}, objectives: [wced]"
            + " | has values that do not follow from a count and the total of its cell"
      })
  void aRunThatPredictsNoSuchValuesIsLeftOutAndNamed(String parts, String why) {
    SuiteOutcome outcome = judge(List.of(train(parts + ", " + TOKENS)), Baselines.FAST);
    assertThat(outcome.results().results()).isEmpty();
    assertThat(notes(outcome)).contains("run " + why + "; left out");
  }

  @Test
  void aFittedModelIsLeftOut() {
    SuiteOutcome outcome =
        judge(List.of(train("model: {type: pca, components: 3}")), Baselines.FAST);
    assertThat(notes(outcome)).contains("run is fitted and predicts no values; left out");
  }

  @Test
  void withoutARunThereIsNothingToAsk() {
    assertThatThrownBy(() -> judge(List.of(), Baselines.FAST))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("‹run›");
  }
}
