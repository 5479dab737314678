package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;
import org.polysome.suite.annotation.AnnotationSuite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
@Tag("slow")
class ResultsFolderTest {

  @TempDir Path folder;
  private Path results;
  private SuiteOutcome outcome;

  @BeforeEach
  void judge() throws IOException {
    SmallData data = new SmallData();
    data.batch = cell -> Optional.of("only \"one\", really");
    Path input = data.write(folder.resolve("a,b.h5ad"));
    outcome =
        new SuiteRun(new AnnotationSuite(), BenchmarkSettings.of("cell_type").withBatch("batch"))
            .judge(List.of(input), List.of(), Manifest.start(List.of("polysome", "benchmark")));
    results = Files.createDirectory(folder.resolve("results"));
    ResultsFolder.write(outcome, results);
  }

  @Test
  void theJsonIsAsScriptsRelyOn() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Files.readString(results.resolve("results.json")));
    assertThat(json.propertyNames())
        .containsExactly("schema", "suite", "settings", "provenance", "results");
    assertThat(json.get("schema").asInt()).isEqualTo(2);
    assertThat(json.get("suite").asString()).isEqualTo("annotation");
    JsonNode first = json.get("results").get(0);
    assertThat(first.propertyNames())
        .containsExactly(
            "input", "embedding", "metric", "flavor", "group", "value", "sd", "ci95", "status");
    assertThat(first.get("metric").asString()).isEqualTo("knn_accuracy");
    assertThat(first.get("flavor").asString()).isEqualTo("exact-euclidean-k10-majority");
    assertThat(first.get("value").isNumber()).isTrue();
    assertThat(first.get("ci95").size()).isEqualTo(2);
    JsonNode missing = json.get("results").get(12);
    assertThat(missing.get("status").asString()).isEqualTo("single-batch");
    assertThat(missing.get("value").isNull()).isTrue();
    assertThat(missing.get("ci95").isNull()).isTrue();
    assertThat(missing.get("sd").isNull()).isTrue();
    assertThat(json.get("settings").get("label").asString()).isEqualTo("cell_type");
  }

  @Test
  void theTableHasALineForEachRowAndQuotesItsFields() throws IOException {
    List<String> lines = Files.readAllLines(results.resolve("results.csv"));
    assertThat(lines).hasSize(1 + outcome.results().results().size());
    assertThat(lines.get(1)).startsWith("\"" + folder).contains("a,b.h5ad\",X_good,knn_accuracy,");
    assertThat(lines.get(13)).endsWith(",,,,,single-batch");
  }

  @Test
  void whatWasWrittenIsRead() {
    SuiteOutcome read = ResultsFolder.read(results);
    assertThat(read).usingRecursiveComparison().isEqualTo(outcome);
  }

  @Test
  void whatSchemaOneCalledSpreadIsRead() throws IOException {
    Path json = results.resolve("results.json");
    String old = Files.readString(json).replace("\"schema\" : 2", "\"schema\" : 1");
    assertThat(old).contains("\"sd\" : 0.");
    Files.writeString(json, old.replace("\"sd\" :", "\"spread\" :"));
    assertThat(ResultsFolder.readResults(results).results()).isEqualTo(outcome.results().results());
  }

  @Test
  void otherFoldersAreRefused() throws IOException {
    assertThatThrownBy(() -> ResultsFolder.read(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("results.json");
    Path json = results.resolve("results.json");
    Files.writeString(json, Files.readString(json).replace("\"schema\" : 2", "\"schema\" : 9"));
    assertThatThrownBy(() -> ResultsFolder.read(results))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("schema 9");
    Files.writeString(json, "{\"schema\": 1");
    assertThatThrownBy(() -> ResultsFolder.read(results))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("damaged");
  }
}
