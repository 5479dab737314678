package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.cli.Finding.Status;
import org.polysome.fault.EnvironmentException;

@Tag("locale")
class CheckupTest {

  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  void aGoodMachineIsOk() {
    assertThat(findings(good())).extracting(Finding::status).containsOnly(Status.OK);
    assertThat(findings(good()))
        .extracting(Finding::check)
        .containsExactly("java", "locale", "memory", "threads", "cache", "engine", "hdf5");
  }

  @Test
  void anotherJavaFails() {
    Surroundings old =
        new Surroundings(
            17, "17.0.1", 2, good().environment(), good().charset(), good().memory(), folder);
    assertFinding(findings(old), "java", Status.FAIL, "Temurin 25");
  }

  @Test
  void anAsciiLocaleIsWarnedOf() {
    assertFinding(
        findings(withCharset(StandardCharsets.UTF_8, "ANSI_X3.4-1968")),
        "locale",
        Status.WARN,
        "LC_ALL=C.UTF-8");
    assertFinding(
        findings(withCharset(StandardCharsets.US_ASCII, "UTF-8")),
        "locale",
        Status.WARN,
        "file.encoding");
  }

  @Test
  void memoryMustBeLeftForTheEngine() {
    assertFinding(findings(withMemory(8 * GIB, 7 * GIB)), "memory", Status.WARN, "POLYSOME_HEAP");
    assertFinding(findings(withMemory(GIB, GIB / 4)), "memory", Status.WARN, "2 GB");
  }

  @Test
  void waitingThreadsAreWarnedOf() {
    assertFinding(
        findings(withEnvironment(Map.of("OPENBLAS_THREAD_TIMEOUT", "4"))),
        "threads",
        Status.WARN,
        "./polysome");
    assertFinding(
        findings(withEnvironment(Map.of("OMP_WAIT_POLICY", "passive"))),
        "threads",
        Status.WARN,
        "OPENBLAS_THREAD_TIMEOUT=4");
    assertFinding(findings(withProducts("2")), "threads", Status.WARN, "OPENBLAS_NUM_THREADS");
    assertThat(findings(withProducts("1"))).extracting(Finding::status).containsOnly(Status.OK);
  }

  private Surroundings withProducts(String threads) {
    return withEnvironment(
        Map.of(
            "OMP_WAIT_POLICY",
            "passive",
            "OPENBLAS_THREAD_TIMEOUT",
            "4",
            "OPENBLAS_NUM_THREADS",
            threads));
  }

  @Test
  void aCacheThatCannotBeWrittenIsWarnedOf() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Surroundings blocked =
        new Surroundings(
            25,
            "25",
            2,
            good().environment(),
            good().charset(),
            good().memory(),
            file.resolve("cache"));
    assertFinding(findings(blocked), "cache", Status.WARN, "javacpp.cachedir=FOLDER");
  }

  @Test
  void aLibraryThatDoesNotLoadFails() {
    Supplier<String> broken =
        () -> {
          throw new EnvironmentException("no jnitorch in java.library.path");
        };
    List<Finding> findings = new Checkup(good(), broken, () -> "1").findings();
    assertFinding(findings, "engine", Status.FAIL, "Linux and Windows");
    assertThat(findings.get(5).detail()).isEqualTo("no jnitorch in java.library.path");
  }

  private static void assertFinding(
      List<Finding> findings, String check, Status status, String remedy) {
    assertThat(findings)
        .filteredOn(finding -> finding.check().equals(check))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(status);
              assertThat(finding.remedy()).hasValueSatisfying(r -> assertThat(r).contains(remedy));
            });
  }

  private static List<Finding> findings(Surroundings surroundings) {
    return new Checkup(surroundings, () -> "2.10", () -> "1.14.3").findings();
  }

  private Surroundings good() {
    return withCharset(StandardCharsets.UTF_8, "UTF-8");
  }

  private Surroundings withCharset(Charset texts, String fileNames) {
    return new Surroundings(
        25,
        "25.0.1",
        2,
        Map.of("OMP_WAIT_POLICY", "PASSIVE", "OPENBLAS_THREAD_TIMEOUT", "4"),
        new Surroundings.Charsets(texts, fileNames),
        new Surroundings.Memory(16 * GIB, 4 * GIB),
        folder);
  }

  private Surroundings withEnvironment(Map<String, String> environment) {
    return new Surroundings(25, "25", 2, environment, good().charset(), good().memory(), folder);
  }

  private Surroundings withMemory(long machine, long heap) {
    return new Surroundings(
        25,
        "25.0.1",
        2,
        good().environment(),
        good().charset(),
        new Surroundings.Memory(machine, heap),
        folder);
  }
}
