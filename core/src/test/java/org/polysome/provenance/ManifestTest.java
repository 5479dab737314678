package org.polysome.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class ManifestTest {

  @TempDir Path folder;

  @Test
  void jsonHasWhatADebuggerNeeds() throws IOException {
    Path input = Files.writeString(folder.resolve("a.txt"), "abc");
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(
                Manifest.start(List.of("polysome", "simulate"))
                    .withSeed("run", 7)
                    .withEngine("libtorch 2.10")
                    .withThreads(3)
                    .withInput(Input.of(input))
                    .end()
                    .toJson());
    assertThat(json.propertyNames())
        .containsExactly(
            "polysome",
            "command",
            "machine",
            "engine",
            "threads",
            "seeds",
            "inputs",
            "started",
            "ended");
    assertThat(json.get("polysome").get("version").stringValue()).isNotBlank();
    assertThat(json.get("machine").get("java").stringValue())
        .startsWith(Runtime.version().toString());
    assertThat(json.get("machine").get("heap_bytes").longValue()).isPositive();
    assertThat(json.get("machine").get("cpu").stringValue()).isNotBlank();
    assertThat(json.get("seeds").get("run").longValue()).isEqualTo(7);
    assertThat(json.get("inputs").get(0).get("sha256").stringValue())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Instant.parse(json.get("started").stringValue())).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void jsonReadsBackEqual() {
    Manifest unfinished =
        new Manifest(
            new Build("0.1.0", Optional.of("abc123")),
            List.of("polysome", "pretrain", "x=\"y\""),
            new Machine("25", "Linux", "CPU", 2, 1L << 40),
            Optional.empty(),
            2,
            Map.of("run", Long.MIN_VALUE),
            List.of(new Input("a", "00", 3)),
            Instant.parse("2026-11-21T01:02:03Z"),
            Optional.empty());
    assertThat(Manifest.fromJson(unfinished.toJson())).isEqualTo(unfinished);
    assertThat(Manifest.fromJson(unfinished.end().toJson()).ended()).isPresent();
  }

  @Test
  void keysOfALaterVersionAreNoObstacle() {
    String json = Manifest.start(List.of("x")).toJson().replaceFirst("\\{", "{\"later\": 1,");
    assertThat(Manifest.fromJson(json).command()).containsExactly("x");
  }

  @Test
  void somethingElseIsData() {
    assertThatThrownBy(() -> Manifest.fromJson("[1, 2"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("not a manifest: ");
  }

  @Test
  void aFolderIsKnownByItsFilesAndNotByWhereItLies() throws IOException {
    Path one = filled(folder.resolve("one"), "same");
    Path two = filled(folder.resolve("two"), "same");
    Path other = filled(folder.resolve("other"), "else");
    assertThat(Input.of(one).sha256()).isEqualTo(Input.of(two).sha256());
    assertThat(Input.of(one).sha256()).isNotEqualTo(Input.of(other).sha256());
    assertThat(Input.of(one).bytes()).isEqualTo(8);
  }

  @Test
  void aMissingInputIsUsage() {
    Path missing = folder.resolve("nowhere.h5ad");
    assertThatThrownBy(() -> Input.of(missing))
        .isInstanceOf(UsageException.class)
        .hasMessage(missing + " does not exist or cannot be opened");
  }

  @Test
  void theProcessorIsReadWhereLinuxTellsIt() throws IOException {
    Path info =
        Files.writeString(
            folder.resolve("cpuinfo"), "vendor_id : X\nmodel name\t: Fast 9000 @ 3\n");
    assertThat(Machine.cpuModel(info)).isEqualTo("Fast 9000 @ 3");
    assertThat(Machine.cpuModel(folder.resolve("nowhere"))).isNotBlank();
  }

  private static Path filled(Path folder, String text) throws IOException {
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/x.txt"), text);
    Files.writeString(folder.resolve("c.txt"), text);
    return folder;
  }
}
