package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;

/** The two files that say what a run is. */
class RunFolderTest {

  @TempDir private Path folder;

  private static Plan plan() {
    return Config.bind(
        YamlReader.read("objectives: [wced]\ntrain: {max-steps: 3}", "test.yaml"), Plan.class);
  }

  private void header(String text) throws IOException {
    RunFolder.writePlan(folder, plan());
    Files.writeString(folder.resolve(RunFolder.HEADER), text);
  }

  @Test
  void aPlanComesBackFromItsFolder() throws IOException {
    RunFolder.writeHeader(folder);
    RunFolder.writePlan(folder, plan());
    assertThat(RunFolder.readPlan(folder)).isEqualTo(plan());
    assertThat(Files.readString(folder.resolve(RunFolder.HEADER)))
        .isEqualTo("{\"format\":\"polysome-run\",\"schema\":1}\n");
  }

  @Test
  void aFolderWithoutAHeaderIsNoRun() {
    assertThatThrownBy(() -> RunFolder.readPlan(folder))
        .isInstanceOf(UsageException.class)
        .hasMessage(folder + " is not a run: it has no run.json (polysome pretrain makes one)");
  }

  @Test
  void aNewerSchemaIsRefusedAndTheOwnOneIsNot() throws IOException {
    header("{\"format\":\"polysome-run\",\"schema\":2}");
    assertThatThrownBy(() -> RunFolder.readPlan(folder))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            folder + " is a run of schema 2, this Polysome reads up to 1; install a newer version");
    header("{\"format\":\"polysome-run\",\"schema\":0}");
    assertThat(RunFolder.readPlan(folder)).isEqualTo(plan());
  }

  @Test
  void aHeaderOfSomethingElseOrADamagedOneIsAFaultOfTheData() throws IOException {
    header("{\"format\":\"polysome-corpus\",\"schema\":1}");
    assertThatThrownBy(() -> RunFolder.readPlan(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("run.json") + " is not the header of a run");
    header("{\"format\":");
    assertThatThrownBy(() -> RunFolder.readPlan(folder))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve("run.json") + " is damaged: ");
  }

  @Test
  void theManifestSaysWhenTheRunHasEnded() {
    Path file = folder.resolve(RunFolder.MANIFEST);
    RunFolder.write(file, Manifest.start(List.of("polysome", "pretrain")).toJson());
    assertThat(Manifest.fromJson(RunFolder.read(file)).ended()).isEmpty();
    RunFolder.endManifest(folder);
    Manifest ended = Manifest.fromJson(RunFolder.read(file));
    assertThat(ended.ended()).isPresent();
    assertThat(ended.command()).containsExactly("polysome", "pretrain");
  }

  @Test
  void filesThatCannotBeReadOrWrittenAreNamed() {
    Path none = folder.resolve("none").resolve("file.txt");
    assertThatThrownBy(() -> RunFolder.read(none))
        .isInstanceOf(PolysomeException.class)
        .hasMessageContaining(none.toString());
    assertThatThrownBy(() -> RunFolder.write(none, "text"))
        .isInstanceOf(PolysomeException.class)
        .hasMessageContaining(none.toString());
  }

  @Test
  void jsonIsForPeopleToo() {
    assertThat(RunFolder.json(List.of(new FittedPart("medians", 2, 1, "so"))))
        .contains("\"part\" : \"medians\"")
        .contains("\n")
        .endsWith("]\n");
  }
}
