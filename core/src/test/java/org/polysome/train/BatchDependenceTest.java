package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;

class BatchDependenceTest {

  private static Plan plan(String... assignments) {
    String yaml =
        """
        objectives: [wced]
        train: {max-steps: 10, batch-size: 8, accumulate: 4}
        """;
    return Config.bind(
        Assignment.applyAll(YamlReader.read(yaml, "plan.yaml"), List.of(assignments)), Plan.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "objectives=[{type: contrastive}]|objectives.contrastive",
        "objectives=[wced, {type: elastic-cell-similarity}]|objectives.elastic-cell-similarity",
        "tokenizer={genes: all, sampling: batch-wise}|tokenizer.sampling",
        "model.embedding-norm={type: domain-batch-norm, column: donor}|model.embedding-norm",
        "model={backbone: cnn, pooling: none}|model.backbone"
      })
  void cuttingAStepIsRefusedWhereItChangesWhatIsTrained(String assignment, String part) {
    Plan plan = plan(assignment);
    assertThat(BatchDependence.of(plan).inTraining()).containsExactly(part);
    assertThatThrownBy(() -> BatchDependence.requireWholeSteps(plan))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train.accumulate: 4 cuts a step of 32 cells into batches of 8")
        .hasMessageContaining(part)
        .hasMessageContaining("train.as-published=true");
    accepted(plan(assignment, "train.accumulate=1"));
    accepted(plan(assignment, "train.as-published=true"));
  }

  private static void accepted(Plan plan) {
    assertThatCode(() -> BatchDependence.requireWholeSteps(plan)).doesNotThrowAnyException();
  }

  @Test
  void everyPartIsNamed() {
    Plan plan =
        plan(
            "objectives=[masked-values, {type: contrastive}]",
            "model={type: encoder-decoder, encoder: {value-encoder: auto-bins, pooling: mean,"
                + " embedding-norm: {type: domain-batch-norm, column: donor}}}");
    assertThat(BatchDependence.of(plan).inTraining())
        .containsExactly("model.encoder.embedding-norm", "objectives.contrastive");
    assertThatThrownBy(() -> BatchDependence.requireWholeSteps(plan))
        .hasMessageContaining("model.encoder.embedding-norm and objectives.contrastive")
        .hasMessageContaining("as they depend on");
  }

  @Test
  void batchNormOfScviIsNamedOnBothSides() {
    Plan plan = plan("model=scvi", "objectives=[evidence-lower-bound]");
    assertThat(BatchDependence.of(plan).inTraining())
        .containsExactly("model.layers", "objectives.evidence-lower-bound");
    assertThat(BatchDependence.of(plan).inEmbedding()).isEmpty();
    Plan without =
        plan(
            "model={type: scvi, layers: {norm: layer}}",
            "objectives=[{type: evidence-lower-bound, decoder: {norm: layer, dropout: 0}}]");
    assertThat(BatchDependence.of(without).inTraining()).isEmpty();
  }

  /** What is so only as published has been agreed to. */
  @Test
  void embeddingDependsOnBatchMatesOnlyAsPublished() {
    assertThat(BatchDependence.of(plan("model.backbone=performer")).inEmbedding()).isEmpty();
    Plan published = plan("model.backbone={type: performer, as-published: true}");
    assertThat(BatchDependence.of(published).inEmbedding()).containsExactly("model.backbone");
    assertThat(BatchDependence.of(published).inTraining()).isEmpty();
    accepted(published);
    String sampling = "tokenizer={genes: all, sampling: {type: batch-wise, as-published: %s}}";
    assertThat(BatchDependence.of(plan(sampling.formatted(true))).inEmbedding())
        .containsExactly("tokenizer.sampling");
    assertThat(BatchDependence.of(plan(sampling.formatted(false))).inEmbedding()).isEmpty();
  }

  @Test
  void aFittedModelHasNoBatches() {
    Plan plan = Config.bind(YamlReader.read("model: {type: pca}", "plan.yaml"), Plan.class);
    assertThat(BatchDependence.of(plan)).isEqualTo(new BatchDependence(List.of(), List.of()));
    accepted(plan);
  }
}
