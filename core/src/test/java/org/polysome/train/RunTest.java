package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.files.FileTree;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Sampling;
import org.polysome.train.store.Checkpoints;

/** Runs as they are before their first step. */
class RunTest {

  private static final String TRAIN = "train: {max-steps: 1}\n";
  private static final String TOKENS =
      "tokenizer: {length: 12}\n"
          + "model: {type: token-model, width: 8, layers: 2, heads: 2}\n"
          + TRAIN;
  private static final Vocabulary GENES =
      Vocabulary.of(IntStream.range(0, 30).mapToObj(TinyRun::gene).toList());

  @TempDir private Path folder;

  private Run run(String yaml) {
    return run(yaml, Map.of());
  }

  private Run run(String yaml, Map<String, LabelDictionary> labels) {
    Plan plan = Config.bind(YamlReader.read(yaml, "test.yaml"), Plan.class);
    return TinyRun.open(folder.resolve("run"), plan, GENES, labels);
  }

  @Test
  void itSaysWhatItWasMadeBy() {
    Run run = run(TOKENS + "seed: 7\nobjectives: [masked-values]");
    assertThat(run.folder()).isEqualTo(folder.resolve("run"));
    assertThat(run.plan().seed()).isEqualTo(7);
    assertThat(run.vocabulary()).isEqualTo(GENES);
    assertThat(run.labels()).isEmpty();
    assertThat(run.fittedParts()).isEqualTo(new FittedParts(Fitted.NOTHING, Map.of(), List.of()));
    assertThat(run.draw()).isEqualTo(org.polysome.tokenizer.Draw.embedding(7));
  }

  @Test
  void itsGenesAreAllOrTheSelectedOnes() throws IOException {
    Run run = run(TOKENS + "objectives: [masked-values]");
    assertThat(run.genes().stream())
        .containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
    Files.writeString(
        run.folder().resolve(RunFolder.SELECTED_GENES),
        GENES.name(4) + "\n" + GENES.name(9) + "\n");
    BitSet selected = new BitSet();
    selected.set(4);
    selected.set(9);
    assertThat(run.genes()).isEqualTo(selected);
  }

  @Test
  void parametersAreThoseOfTheModelAlone() {
    Run run = run(TOKENS + "objectives: [wced]");
    try (Parameters built = new Parameters(Device.META, 1)) {
      run.plan().model().build(run.modelInputs(), built);
      assertThat(run.parameters())
          .isEqualTo(built.trained().values().stream().mapToLong(Tensor::elements).sum())
          .isPositive();
    }
  }

  @Test
  void flaggedGenesFollowFromItsLabels() {
    Run run =
        run(
            """
            tokenizer: {length: 12, fields: [{type: perturbed, label: guide}]}
            model: {type: token-model, width: 8, layers: 1, heads: 2, fields: {perturbed: 2}}
            objectives: [masked-values]
            train: {max-steps: 1}
            """,
            Map.of("guide", LabelDictionary.of(List.of("ctrl", GENES.name(3)), List.of())));
    BitSet third = new BitSet();
    third.set(3);
    assertThat(run.fitted().flagged()).isEqualTo(Map.of("perturbed", List.of(new BitSet(), third)));
  }

  @Test
  void itsModelIsBuiltForItsLabels() {
    Run run =
        run(
            "model: {type: scvi, latent: 4, layers: {hidden: 6}, batch-column: batch}\n"
                + TRAIN
                + "objectives: [{type: evidence-lower-bound, batch-column: batch}]",
            Map.of("batch", LabelDictionary.of(List.of("a", "b", "c"), List.of())));
    assertThat(run.modelInputs().genes()).isEqualTo(30);
    assertThat(run.modelInputs().labels()).isEqualTo(Map.of("batch", 3));
    assertThat(run.labels().keySet()).containsExactly("batch");
  }

  @Test
  void itReadsAsManyTokensAsAreAskedForAndThereCanBe() {
    Run run = run(TOKENS + "objectives: [masked-values]");
    assertThat(run.withLength(5).plan().tokenizer().length()).isEqualTo(5);
    assertThat(run.withLength(31).plan().tokenizer().length()).isEqualTo(31);
    assertThat(run.withLength(4000).plan().tokenizer().length()).isEqualTo(31);
    Run other = run.withSampling(Sampling.UNIFORM).withLength(6);
    assertThat(other.plan().tokenizer().sampling()).isEqualTo(Sampling.UNIFORM);
    assertThat(other.folder()).isEqualTo(run.folder());
    assertThat(other.vocabulary()).isEqualTo(run.vocabulary());
  }

  @Test
  void trainingCellsAreCountedWhereTheCorporaAreAtHand() throws IOException {
    Path corpus = TinyCorpus.write(Files.createDirectory(folder.resolve("a")), 40, 30, 1);
    assertThat(run(TOKENS + "objectives: [masked-values]").trainingCells()).isEmpty();
    FileTree.delete(folder.resolve("run"));
    Run run =
        run(
            TOKENS
                + "objectives: [masked-values]\ndata: {validation: 0.25, corpus: '%s'}"
                    .formatted(corpus));
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      int expected = CellSplit.of(opened, run.plan().data(), 42).training().length;
      assertThat(run.trainingCells()).isEqualTo(OptionalInt.of(expected));
      assertThat(expected).isBetween(1, 39);
    }
    FileTree.delete(folder.resolve("a"));
    assertThat(run.trainingCells()).isEmpty();
  }

  @Test
  void theBestCheckpointIsUsedWhereThereIsOne() {
    Run run = Run.open(TinyRun.write(folder.resolve("tiny")));
    assertThat(run.defaultCheckpoint()).isEqualTo("last");
    run.checkpoints().point(Checkpoints.BEST, 0);
    assertThat(run.defaultCheckpoint()).isEqualTo("best");
  }

  @ParameterizedTest
  @CsvSource({
    "masked-values, HIDDEN, VALUE",
    "wced, WHOLE_CELLS, VALUE",
    "cell-to-gene-values, HIDDEN, VALUE",
    "masked-genes, ,",
  })
  void itSaysHowItPredictsSingleValues(
      String objective, ValueHead.Asked asked, ValueHead.Unit unit) {
    Run run = run(TOKENS + "objectives: [" + objective + "]");
    assertThat(run.valueHead().map(ValueHead::asked)).isEqualTo(Optional.ofNullable(asked));
    assertThat(run.valueHead().map(ValueHead::unit)).isEqualTo(Optional.ofNullable(unit));
  }

  @Test
  void aFittedModelHasNoUntrainedTwinAndNoHead() {
    Run run = run("model: {type: hvg, count: 3}");
    assertThat(run.valueHead()).isEmpty();
    assertThatThrownBy(() -> run.untrained(1))
        .isInstanceOf(UsageException.class)
        .hasMessage(run.folder() + " holds a fitted model, which has no untrained twin");
  }

  @Test
  void expressionIsPredictedInOnePassWhereAnObjectiveCan() {
    Run run = run(TOKENS + "objectives: [masked-values, cell-to-gene-values]");
    Reconstruction ofHidden =
        new Reconstruction(
            "masked-values", OptionalInt.of(0), ValueHead.Asked.HIDDEN, ValueHead.Unit.VALUE);
    Reconstruction ofCells =
        new Reconstruction(
            "cell-to-gene-values",
            OptionalInt.of(1),
            ValueHead.Asked.WHOLE_CELLS,
            ValueHead.Unit.VALUE);
    assertThat(run.reconstruction(Optional.empty())).isEqualTo(ofCells);
    assertThat(run.reconstruction(Optional.of("masked-values"))).isEqualTo(ofHidden);
    assertThat(run.reconstruction(Optional.of("cell-to-gene-values"))).isEqualTo(ofCells);
    assertThatThrownBy(() -> run.reconstruction(Optional.of("wced")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            run.folder()
                + ": no objective 'wced' predicts expression; there is masked-values,"
                + " cell-to-gene-values");
  }

  @Test
  void whereOnlyHiddenValuesArePredictedTheyAreAskedOneByOne() {
    Run run = run(TOKENS + "objectives: [masked-genes, masked-values]");
    Reconstruction how = run.reconstruction(Optional.empty());
    assertThat(how.objective()).isEqualTo("masked-values");
    assertThat(how.place()).hasValue(1);
    assertThat(how.columns(run)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hvg|its model (hvg) is fitted and has no way back from a vector to genes",
        "tokens|its objectives (masked-genes, label.donor) predict something else",
      })
  void whatPredictsNoExpressionSaysWhy(String model, String why) {
    Run run =
        model.equals("hvg")
            ? run("model: {type: hvg, count: 3}")
            : run(
                TOKENS + "objectives: [masked-genes, {type: label, column: donor}]",
                Map.of("donor", LabelDictionary.of(List.of("a", "b"), List.of())));
    assertThatThrownBy(() -> run.reconstruction(Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            run.folder()
                + ": predicts no expression: "
                + why
                + "; use a run whose objectives predict values or counts");
  }

  @Test
  void aFittedModelPredictsByItsOwnWayBack() {
    Reconstruction how = run("model: {type: pca, components: 3}").reconstruction(Optional.empty());
    assertThat(how)
        .isEqualTo(
            new Reconstruction(
                "pca", OptionalInt.empty(), ValueHead.Asked.WHOLE_CELLS, ValueHead.Unit.VALUE));
  }

  @Test
  void columnsAreThoseOfTheModelTheTokensAndTheObjective() {
    LabelDictionary two = LabelDictionary.of(List.of("a", "b"), List.of());
    Run run =
        run(
            """
            tokenizer: {length: 12, fields: [site]}
            model:
              type: token-model
              width: 8
              layers: 1
              heads: 2
              label-encoder: {type: learned, column: donor}
              fields: {site: 4}
            objectives: [{type: label, column: cell_type}, masked-values]
            train: {max-steps: 1}
            """,
            Map.of("donor", two, "site", two, "cell_type", two));
    Reconstruction how = run.reconstruction(Optional.empty());
    assertThat(how.columns(run)).containsExactly("donor", "site");
  }

  @Test
  void hiddenValuesArePredictedByAnObjectiveThatDoesSo() {
    Run run = run(TOKENS + "objectives: [masked-genes]");
    MeasuredGenes all = MeasuredGenes.everything(1, 30);
    OpenRun.Setting untrained = OpenRun.Setting.of(run.untrained(1));
    try (OpenRun open = run.open(untrained, all)) {
      assertThatThrownBy(open::values)
          .isInstanceOf(UsageException.class)
          .hasMessage(run.folder() + ": no objective predicts values");
    }
  }
}
