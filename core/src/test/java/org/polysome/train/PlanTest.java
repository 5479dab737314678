package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.Node;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.train.spec.Precision;
import org.polysome.train.spec.ScheduleSpec;
import org.polysome.train.spec.ValidationSpec;

@Tag("locale")
class PlanTest {

  private static final String MINIMAL =
      """
      objectives: [masked-values]
      train: {max-steps: 10}
      """;

  private static Plan plan(String yaml, String... assignments) {
    Node tree = YamlReader.read(yaml, "plan.yaml");
    return Config.bind(Assignment.applyAll(tree, List.of(assignments)), Plan.class);
  }

  @Test
  void bindsFromLittleAndWritesEverything() {
    Plan plan = plan(MINIMAL);
    String text = Config.text(plan);
    assertThat(plan(text)).isEqualTo(plan);
    assertThat(text).contains("batch-size: 32").contains("type: masked-values");
  }

  @Test
  void aFittedModelIsNotTrainedAndReadsEveryCellOnce() {
    String pca = "model: {type: pca}";
    assertThat(plan(pca, "data.corpus=[a, {path: b, weight: 1}]").train()).isEmpty();
    assertThatThrownBy(() -> plan(pca, "data.corpus=[a, {path: b, weight: 2}]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must not weigh corpora for a fitted model");
    assertThatThrownBy(() -> plan(pca, "objectives=[wced]"))
        .hasMessageContaining("objectives must be left out of a fitted model");
    assertThatThrownBy(() -> plan(pca, "train.max-steps=1"))
        .hasMessageContaining("train must be left out of a fitted model");
    assertThatThrownBy(() -> plan(pca).training())
        .isInstanceOf(UsageException.class)
        .hasMessage("train: this model is fitted, so that train plays no part");
    assertThatThrownBy(() -> plan("objectives: [wced]"))
        .hasMessageContaining("must say how the model is trained");
  }

  @Test
  void aModelOfWholeCellsHasNoEndToWrite() {
    assertThatThrownBy(() -> plan("model: {type: pca}\ntokenizer: {end: true}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("tokenizer.end")
        .hasMessageContaining("whole cells");
    assertThat(plan(MINIMAL, "tokenizer.end=true").tokenizer().end()).isTrue();
  }

  @Test
  void hasTheKeysThatScriptsUse() {
    Plan plan =
        plan(
            MINIMAL,
            "seed=7",
            "device=cpu",
            "data.corpus=corpus/",
            "data.select=tissue == 'lung'",
            "data.validation=fraction",
            "model.layers=3",
            "model.width=64",
            "train.max-steps=5",
            "train.epochs=2",
            "train.batch-size=8",
            "train.learning-rate=1e-3",
            "train.precision=bf16",
            "train.init-from=runs/a",
            "train.schedule={type: cosine, warm-up-steps: 3}",
            "train.optimizer={type: adamw, beta2: 0.95}",
            "objectives=[{type: wced, genes: [all], zero-weight: 1.5}]");
    assertThat(plan.training().precision()).isEqualTo(Precision.BF16);
    assertThat(plan.training().schedule()).isEqualTo(new ScheduleSpec.Cosine(3, 0));
    assertThat(plan.training().totalSteps(100)).isEqualTo(5);
    assertThat(plan.data().validation()).isEqualTo(new ValidationSpec.Fraction(0.1));
    assertThat(plan.data().requireCorpora()).containsExactly(Path.of("corpus"));
  }

  @Test
  void epochsEndTheRunWhereStepsDoNot() {
    assertThat(plan("objectives: [wced]\ntrain: {epochs: 1.5}").training().totalSteps(7))
        .isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a: 2.5, b: 1, c: 1}|[{path: a, weight: 2.5}, b, {path: c}]",
        "{2024: 1}|2024",
        "{a: 1}|[a]",
        "{a: 3}|[{path: a, weight: 3}]"
      })
  void corporaAreOneFolderOrSeveralWithWeights(String wantedAndGiven) {
    String[] parts = wantedAndGiven.split("\\|");
    Plan plan = plan(MINIMAL, "data.corpus=" + parts[1]);
    assertThat(
            plan.data().corpus().stream()
                .map(one -> one.path() + ": " + one.weight())
                .collect(Collectors.joining(", ", "{", "}"))
                .replace(".0", ""))
        .isEqualTo(parts[0]);
    assertThat(Config.bind(YamlReader.read(Config.text(plan), "again"), Plan.class))
        .isEqualTo(plan);
  }

  @Test
  void oneCorpusIsWrittenAsBefore() {
    assertThat(Config.text(plan(MINIMAL, "data.corpus=a"))).contains("  corpus: a\n");
    assertThat(Config.text(plan(MINIMAL))).doesNotContain("corpus");
  }

  @Test
  void refusesCorporaThatMakeNoSense() {
    assertThatThrownBy(() -> plan(MINIMAL, "data.corpus=[a, {path: ./a, weight: 2}]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.corpus")
        .hasMessageContaining("there twice");
    assertThatThrownBy(() -> plan(MINIMAL, "data.corpus=[{path: a, weight: 0}]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("weight");
    assertThatThrownBy(() -> plan(MINIMAL, "data.corpus=[{weight: 2}]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("path is missing");
    assertThatThrownBy(() -> plan(MINIMAL, "data.fraction=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.fraction");
  }

  @Test
  void validationIsAFractionOrAColumnInOneWord() {
    assertThat(plan(MINIMAL, "data.validation=0.2").data().validation())
        .isEqualTo(new ValidationSpec.Fraction(0.2));
    assertThat(plan(MINIMAL, "data.validation=donor_id").data().validation())
        .isEqualTo(new ValidationSpec.Column("donor_id", List.of(), 0.1));
    assertThat(plan(MINIMAL, "data.validation=none").data().validation())
        .isEqualTo(new ValidationSpec.None());
    assertThatThrownBy(() -> plan(MINIMAL, "data.validation=1.5"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.validation.share");
    assertThatThrownBy(() -> plan(MINIMAL, "data.validation=true"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.validation");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> plan("objectives: [wced]\ntrain: {}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("max-steps");
    assertThatThrownBy(() -> plan(MINIMAL, "train.batch-size=0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train.batch-size");
    assertThatThrownBy(() -> plan(MINIMAL, "objectives=[wced, wced]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> plan(MINIMAL, "train.learning-rte=1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("learning-rate");
    assertThatThrownBy(() -> plan(MINIMAL).data().requireCorpora())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.corpus");
  }

  @Test
  void aBackboneOfOneLengthNeedsTheTokenizersLength() {
    String mixer =
        "{objectives: [cell-to-gene-values], train: {max-steps: 1},"
            + " model: {backbone: {type: mlp-mixer, length: 64}, pooling: none}}";
    assertThat(plan(mixer, "tokenizer.length=64").model().onlyLength()).hasValue(64);
    assertThatThrownBy(() -> plan(mixer))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("tokenizer.length")
        .hasMessageContaining("64 tokens only, got 512");
  }

  @Test
  void objectivesOnTokensNeedThem() {
    assertThatThrownBy(() -> plan(MINIMAL, "model={backbone: cnn, pooling: none}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("masked-values reads the states of tokens");
    assertThatThrownBy(() -> plan(MINIMAL, "model={backbone: cnn, pooling: mean}"))
        .hasMessageContaining("pooling must be none");
    assertThatThrownBy(() -> plan(MINIMAL, "model={pooling: none}"))
        .hasMessageContaining("pooling must say how");
  }

  /** By what the model gives, before anything is read; without a mask nothing else would tell. */
  @Test
  void objectivesOnGenesNeedAModelThatHasTheirVectors() {
    String scvi =
        "{objectives: [evidence-lower-bound, {type: cell-to-gene-values, ratio: []}],"
            + " train: {max-steps: 1}, model: scvi}";
    assertThatThrownBy(() -> plan(scvi))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cell-to-gene-values is about tokens")
        .hasMessageContaining("reads whole cells");
  }
}
