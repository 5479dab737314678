package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.UsageException;
import org.polysome.train.Plan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class ExperimentTest {

  private static final String RECIPE = "bmfm-wced-10pct-tiny";

  @TempDir Path folder;

  @Test
  void assignmentsComeLast() {
    Experiment experiment =
        Experiment.load(
            RECIPE,
            List.of("seed=5", "train.batch-size=3", "objectives.0.weight=2", "data.corpus=c/"));
    assertThat(experiment.name()).isEqualTo(RECIPE);
    assertThat(experiment.plan().seed()).isEqualTo(5);
    assertThat(experiment.plan().training().batchSize()).isEqualTo(3);
    assertThat(experiment.plan().objectives().getFirst().weight()).isEqualTo(2);
    assertThat(experiment.plan().data().folders()).containsExactly(Path.of("c/"));
  }

  @Test
  void aFileExtendsARecipeOrAFileBesideIt() throws IOException {
    Files.writeString(folder.resolve("base.yaml"), "{extends: %s, seed: 5}".formatted(RECIPE));
    Path mine = folder.resolve("mine.yaml");
    Files.writeString(mine, "{extends: base.yaml, description: My own, train: {batch-size: 7}}");
    Experiment experiment = Experiment.load(mine.toString(), List.of());
    assertThat(experiment.name()).isEqualTo("mine");
    assertThat(experiment.description()).isEqualTo("My own");
    assertThat(experiment.plan().seed()).isEqualTo(5);
    assertThat(experiment.plan().training().batchSize()).isEqualTo(7);
    assertThat(experiment.plan().training().maxSteps())
        .isEqualTo(Experiment.load(RECIPE, List.of()).plan().training().maxSteps());
  }

  @Test
  void anAssignmentHoldsForEveryStageOrForOne() {
    Experiment experiment =
        Experiment.load(
            "bmfm-wced-multitask-tiny", List.of("seed=5", "stages.1.objectives.1.column=mine"));
    List<Plan> stages = experiment.variants().getFirst().stages();
    assertThat(stages).hasSize(2).allMatch(stage -> stage.seed() == 5);
    assertThat(stages.getFirst().objectives()).hasSize(1);
    assertThat(stages.getLast().objectives().get(1).toString()).contains("column=mine");
  }

  @Test
  void theTextIsAFileThatGivesTheSamePlan() throws IOException {
    Experiment experiment = Experiment.load(RECIPE, List.of());
    Path file = Files.writeString(folder.resolve("whole.yaml"), experiment.text());
    assertThat(Experiment.load(file.toString(), List.of()).plan()).isEqualTo(experiment.plan());
  }

  @Test
  void faultsNameFileLineAndNearestKey() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "extends: %s\ntrain:\n  batch-sze: 7\n".formatted(RECIPE));
    assertThatThrownBy(() -> Experiment.load(file.toString(), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            file + ":3: unknown key train.batch-sze (value 7); did you mean train.batch-size?");
    assertThatThrownBy(() -> Experiment.load(RECIPE, List.of("batch-size=7")))
        .hasMessage(
            "command line: unknown key batch-size (value 7); did you mean train.batch-size?");
  }

  @Test
  void aMissingFileIsUsage() {
    assertThatThrownBy(() -> Experiment.load("nowhere.yaml", List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("nowhere.yaml does not exist or cannot be opened");
  }

  @Test
  void theSchemaKnowsEveryRootKey() {
    JsonNode schema = JsonMapper.builder().build().readTree(Experiment.schema());
    assertThat(schema.get("properties").propertyNames())
        .contains("extends", "description", "seed", "model", "objectives", "train");
  }
}
