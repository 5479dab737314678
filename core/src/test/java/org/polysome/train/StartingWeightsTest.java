package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.progress.Listening;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

/** Where the weights of a model come from before its first step; nothing is trained. */
class StartingWeightsTest {

  private static final Vocabulary THERE = Vocabulary.of(List.of("A", "B", "C", "D"));
  private static final Vocabulary HERE = Vocabulary.of(List.of("C", "N", "B"));
  private static final String PLAN =
      """
      seed: 3
      tokenizer: {length: 8, end: %s}
      model: {type: token-model, width: 4, layers: 1, heads: 1%s}
      objectives: [%s]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  private static Plan plan(String end, String model, String objectives) {
    return Config.bind(
        YamlReader.read(PLAN.formatted(end, model, objectives), "test.yaml"), Plan.class);
  }

  /** A run of weights that were drawn from another seed, which are its best and its last. */
  private Run elsewhere(Plan plan, Vocabulary genes) {
    Path target = folder.resolve("elsewhere");
    new WeightsFromElsewhere(
            plan, genes, Fitted.NOTHING, Map.of(), Manifest.start(List.of("import")))
        .write(
            target,
            false,
            new WeightsFromElsewhere.Filling(
                StartingWeightsTest::fill,
                run -> RunFolder.write(run.resolve("LICENSE"), "free\n")));
    return Run.open(target);
  }

  private static void fill(Parameters parameters) {
    try (NoGradient frozen = new NoGradient()) {
      parameters.get("model.gene-encoder.weight").fillInPlace(7);
    }
  }

  private static Tensor of(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  @Test
  void weightsFromElsewhereAreARun() throws IOException {
    Run run = elsewhere(plan("false", "", "wced"), THERE);
    assertThat(run.checkpoints().pointed(Checkpoints.LAST)).contains(0L);
    assertThat(run.checkpoints().pointed(Checkpoints.BEST)).contains(0L);
    assertThat(Files.readString(run.folder().resolve("LICENSE"))).isEqualTo("free\n");
    assertThat(run.vocabulary()).isEqualTo(THERE);
    try (Scope scope = new Scope();
        OpenRun open = run.open()) {
      Path model = run.checkpoints().named("last").resolve(CheckpointFiles.MODEL);
      assertThat(of(Safetensors.read(model), "model.gene-encoder.weight").toDoubles())
          .containsOnly(7);
      var batch =
          run.tokenizer(MeasuredGenes.everything(1, 4))
              .tokenize(
                  List.of(new Cell(new int[] {0, 2}, new float[] {1, 5}, 0)),
                  run.draw(),
                  List.of());
      assertThat(open.width()).isEqualTo(4);
      assertThat(open.device()).isEqualTo(Device.CPU);
      assertThat(open.embed(batch)).hasSize(4).isNotEqualTo(open.after(0).embed(batch));
      assertThat(open.after(1).embed(batch)).isEqualTo(open.embed(batch));
      try (OpenRun untrained = run.open(OpenRun.Setting.of(run.untrained(3)))) {
        assertThat(untrained.embed(batch)).isNotEqualTo(open.embed(batch));
      }
    }
  }

  private static Parameters fresh(Run run) {
    Parameters parameters = new Parameters(Device.CPU, 99);
    Learners.build(
        run.plan(), MeasuredGenes.everything(1, run.vocabulary().size()), Map.of(), parameters);
    return parameters;
  }

  private List<String> start(Run from, Run run, Parameters parameters) {
    List<String> said = new ArrayList<>();
    new WarmStart(from, run).into(parameters, new Listening(said));
    return said;
  }

  @Test
  void ofTheSameGenesEverythingIsCopied() {
    Plan plan = plan("false", "", "wced");
    Run from = elsewhere(plan, THERE);
    Run run = TinyRun.open(folder.resolve("run"), plan, THERE, Map.of());
    try (Scope scope = new Scope();
        Parameters parameters = fresh(run)) {
      List<String> said = start(from, run, parameters);
      Path checkpoint = from.checkpoints().of(0);
      Map<String, Tensor> there = Safetensors.read(checkpoint.resolve(CheckpointFiles.MODEL));
      int all = parameters.all().size();
      assertThat(said)
          .containsExactly("%d of %d tensors start from %s".formatted(all, all, checkpoint));
      parameters
          .all()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.toDoubles()).as(name).isEqualTo(of(there, name).toDoubles()));
    }
  }

  @Test
  void otherGenesKindsAndHeadsAreSaid() {
    Run from = elsewhere(plan("false", "", "wced"), THERE);
    Run run = TinyRun.open(folder.resolve("run"), plan("true", "", "masked-genes"), HERE, Map.of());
    try (Parameters parameters = fresh(run)) {
      double[] fresh = parameters.get("model.gene-encoder.weight").toDoubles();
      List<String> said = start(from, run, parameters);
      double[] started = parameters.get("model.gene-encoder.weight").toDoubles();
      for (int i = 0; i < started.length; i++) {
        boolean isNew = i / 4 == 1 || i >= started.length - 4;
        assertThat(started[i]).as("number %d", i).isEqualTo(isNew ? fresh[i] : 7);
      }
      long copied = said.stream().filter(line -> line.startsWith("starts anew: obj")).count();
      int all = parameters.all().size();
      assertThat(said)
          .contains(
              "2 of 3 genes start from those of the same name there, 1 are new, 2 there are not"
                  + " used",
              "starts anew: the vectors of kinds of tokens that cells do not have there",
              "not used: objective.wced.decoder.out.weight, which this model does not have")
          .anyMatch(line -> line.endsWith(", the other run has none"))
          .endsWith(
              "%d of %d tensors start from %s"
                  .formatted(all - copied, all, from.checkpoints().of(0)));
    }
  }

  @Test
  void whereOnlyKindsDifferGenesAreNotSpokenOf() {
    Run from = elsewhere(plan("true", "", "wced"), THERE);
    Run run = TinyRun.open(folder.resolve("run"), plan("false", "", "wced"), THERE, Map.of());
    try (Parameters parameters = fresh(run)) {
      assertThat(start(from, run, parameters))
          .noneMatch(line -> line.contains("genes start from"))
          .noneMatch(line -> line.contains("kinds of tokens"))
          .hasSize(1);
      assertThat(parameters.get("model.gene-encoder.weight").toDoubles()).containsOnly(7);
    }
  }

  private String vectors() throws IOException {
    Path file = Files.writeString(folder.resolve("v.txt"), "B 1 2 3\nD 4 5 0.5\nX 9 9 9\n");
    return ", gene-encoder: {type: matrix, file: '%s', minimum-coverage: 0.1}".formatted(file);
  }

  @Test
  void vectorsOfGenesAreReadOnceAndPutIntoTheModel() throws IOException {
    Plan asked = plan("false", vectors(), "wced");
    StartingPlan starting = StartingPlan.of(asked, THERE);
    MatchedVectors matched = starting.vectors().orElseThrow();
    assertThat(matched.vectors().genes()).containsExactly(1, 3);
    Path target = folder.resolve("run");
    new NewRun(
            starting.plan(),
            THERE,
            Fitted.NOTHING,
            Map.of(),
            starting.vectors(),
            Manifest.start(List.of("test")),
            List.of())
        .write(target, false);
    Run run = Run.open(target);
    try (Parameters parameters = fresh(run)) {
      run.putGeneVectors(parameters);
      assertThat(parameters.get("model.gene-encoder.table.given").toDoubles())
          .containsExactly(1, 2, 3, 4, 5, 0.5);
      assertThat(parameters.get("model.gene-encoder.table.row").toLongs()).startsWith(-1, 0, -2, 1);
    }
    try (OpenRun untrained = run.open(OpenRun.Setting.of(run.untrained(1)))) {
      var tokenizer = run.tokenizer(MeasuredGenes.everything(1, 4));
      float[] given =
          untrained.embed(
              tokenizer.tokenize(
                  List.of(new Cell(new int[] {1}, new float[] {1}, 0)), run.draw(), List.of()));
      try (Parameters drawn = new Parameters(Device.CPU, 1)) {
        var model = run.plan().model().build(run.modelInputs(), drawn);
        run.putGeneVectors(drawn);
        var embedder = new org.polysome.model.ModelEmbedder(model, 4, Device.CPU);
        float[] expected =
            embedder.embed(
                tokenizer.tokenize(
                    List.of(new Cell(new int[] {1}, new float[] {1}, 0)), run.draw(), List.of()));
        assertThat(given).containsExactly(expected, within(1e-6f));
      }
    }
  }

  @Test
  void aPlanWithoutVectorsStartsAsItIs() {
    Plan asked = plan("false", "", "wced");
    assertThat(StartingPlan.of(asked, THERE)).isEqualTo(new StartingPlan(asked, Optional.empty()));
  }

  @Test
  void aRunHoldsWhatIsKnownBeforeTheFirstStep() {
    LabelDictionary two = LabelDictionary.of(List.of("a", "b"), List.of());
    Run run =
        TinyRun.open(
            folder.resolve("run"),
            plan("false", "", "{type: label, column: donor}"),
            HERE,
            Map.of("donor", two));
    assertThat(run.labels()).isEqualTo(Map.of("donor", two));
    assertThat(run.folder().resolve(RunFolder.LABELS)).exists();
    assertThat(run.checkpoints().folder()).isEmptyDirectory();
    assertThat(
            Manifest.fromJson(RunFolder.read(run.folder().resolve(RunFolder.MANIFEST))).command())
        .containsExactly("test");
    Plan plain = plan("false", "", "wced");
    assertThat(
            TinyRun.open(folder.resolve("plain"), plain, HERE, Map.of())
                .folder()
                .resolve(RunFolder.LABELS))
        .doesNotExist();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> TinyRun.open(folder.resolve("plain"), plain, HERE, Map.of()))
        .isInstanceOf(UsageException.class);
  }
}
