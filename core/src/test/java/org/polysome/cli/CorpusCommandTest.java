package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.Cancellation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class CorpusCommandTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void cellsAreSimulatedBuiltIntoACorpusAndDescribed() throws IOException {
    String cells = at("cells.h5ad");
    assertThat(
            run(
                "simulate",
                "-o",
                cells,
                "--cells",
                "400",
                "--genes",
                "1000",
                "--types",
                "3",
                "--batches",
                "2",
                "--perturbations",
                "2",
                "--seed",
                "5"))
        .isZero();
    assertThat(
            run(
                "corpus",
                "build",
                cells,
                "-o",
                at("corpus"),
                "--where",
                "batch == 'batch1'",
                "--min-cells",
                "3",
                "--max-mitochondrial",
                "0.3"))
        .isZero();
    assertThat(text(results)).contains("cells,").contains("genes,");
    results.reset();
    assertThat(run("corpus", "info", at("corpus"), "--verify")).isZero();
    assertThat(text(results))
        .contains("where       batch == 'batch1'")
        .contains("cell_type: categorical, 3 labels: type1, type2, type3")
        .contains("not selected");
    assertThat(text(errors)).contains("every file is as it was written");
    results.reset();
    assertThat(run("corpus", "info", at("corpus"), "--json")).isZero();
    JsonNode json = JsonMapper.shared().readTree(text(results));
    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("cells").asInt()).isBetween(150, 250);
    JsonNode manifest =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("corpus/manifest.json")));
    assertThat(manifest.get("inputs").get(0).get("path").asString()).isEqualTo(cells);
    assertThat(manifest.get("command").toString()).contains("--where");
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsStatus() {
    String cells = at("cells.h5ad");
    assertThat(run("simulate", "-o", cells, "--cells", "60", "--genes", "200")).isZero();
    assertThat(run("simulate", "-o", cells, "--cells", "60")).as("exists").isEqualTo(1);
    assertThat(run("simulate", "-o", at("o"), "--difficulty", "2")).isEqualTo(1);
    assertThat(run("simulate", "-o", at("o"), "--label", "x")).isEqualTo(1);
    assertThat(run("simulate", "-o", at("o"), "--like", cells, "--genes", "9")).isEqualTo(1);
    assertThat(run("corpus", "build", cells, "-o", at("c"), "--where", "oops")).isEqualTo(1);
    assertThat(run("corpus", "build", cells, "-o", at("c"), "--fraction", "0")).isEqualTo(1);
    assertThat(run("corpus", "build", at("none"), "-o", at("c"))).isEqualTo(1);
    assertThat(run("corpus", "build", cells, "-o", at("c"), "--min-genes", "9999")).isEqualTo(2);
    assertThat(run("corpus", "build", cells, "-o", at("c"), "--max-mitochondrial", "0.1"))
        .as("200 genes have no mitochondrial ones")
        .isEqualTo(2);
    assertThat(run("corpus", "info", at("none"))).isEqualTo(1);
    assertThat(text(errors)).doesNotContain("\tat ");
    assertThat(folder.resolve("c")).doesNotExist();
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void cellsOfRareLabelsAreLeftOut() {
    String cells = at("cells.h5ad");
    String[] simulate = {
      "simulate", "-o", cells, "--cells", "90", "--genes", "200", "--types", "3", "--batches", "2"
    };
    assertThat(run(simulate)).isZero();
    String[] build = {
      "corpus",
      "build",
      cells,
      "-o",
      at("c"),
      "--min-label-cells",
      "",
      "--min-label-cells",
      "batch=2"
    };
    build[6] = "tissue=5";
    assertThat(run(build)).isEqualTo(1);
    assertThat(text(errors))
        .contains("--min-label-cells: obs of " + cells + " has no column 'tissue'; there are ")
        .contains("cell_type");
    build[6] = "cell_type";
    assertThat(run(build)).as("no number").isEqualTo(1);
    build[6] = "cell_type=0";
    assertThat(run(build)).isEqualTo(1);
    assertThat(text(errors)).contains("min-label-cells: cell_type=0 is not at least 1");
    build[6] = "cell_type=91";
    assertThat(run(build)).isEqualTo(2);
    assertThat(text(errors)).contains("no cell is left").contains("90 of a rare label");
    build[6] = "cell_type=1";
    assertThat(run(build)).isZero();
    assertThat(text(errors))
        .contains("batch: each of the 2 labels is in at least 2 cells")
        .contains("cell_type: each of the 3 labels is in at least 1 cells");
    assertThat(run("corpus", "info", at("c"))).isZero();
    assertThat(text(results)).contains("cells per cell_type >= 1");
  }

  @Test
  void aPublishedDataSetBringsItsLimitsAndIsCounted() throws IOException {
    String cells = at("cells.h5ad");
    assertThat(run("simulate", "-o", cells, "--cells", "90", "--genes", "200")).isZero();
    String recipe = at("mine.yaml");
    Files.writeString(
        Path.of(recipe),
        """
        description: half of what was simulated
        sets:
          - name: half
            files: [cells.h5ad, more.h5ad]
            where: "batch == 'batch1'"
            label: cell_type
            expected: {cells: 1000, genes: 200}
          - name: other
        """);
    String[] build = {"corpus", "build", cells, "-o", at("corpus"), "--data-recipe", recipe};
    assertThat(run(build)).as("which of the two").isEqualTo(1);
    assertThat(text(errors)).contains("has several sets: name one with --data-set: half, other");
    assertThat(run("corpus", "build", cells, "-o", at("c"), "--data-set", "half")).isEqualTo(1);
    String[] half = java.util.Arrays.copyOf(build, build.length + 2);
    half[build.length] = "--data-set";
    half[build.length + 1] = "half";
    assertThat(run(half)).isZero();
    assertThat(text(errors))
        .contains("1 of 2 files of half are not given: more.h5ad")
        .contains("half: 200 genes, as expected")
        .containsPattern("half: \\d+ cells where 1,000 are expected \\(-9\\d\\.\\d\\d %\\)");
    results.reset();
    assertThat(run("corpus", "info", at("corpus"))).isZero();
    assertThat(text(results)).contains("where       batch == 'batch1'");
  }

  @Test
  void theGroupsShowTheirCommands() {
    assertThat(run("corpus")).isZero();
    assertThat(text(results)).contains("build").contains("info");
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    return new Polysome(new Cancellation(), err, false).run(out, arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
