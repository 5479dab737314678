package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mutations of {@code benchmarks/mutations} fit the code as it is, and name a test that exists:
 * what {@code benchmarks/mutations/run} needs to see each of them fail.
 */
class MutationPatchesTest {

  private static final Path HOME = Path.of("..");
  private static final Path FOLDER = HOME.resolve("benchmarks").resolve("mutations");
  private static final String FIRST = "Test: ";

  static List<Path> patches() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void applies(Path patch) throws IOException, InterruptedException {
    Path git = HOME.resolve(".git");
    Assumptions.assumeTrue(Files.exists(git), "the sources are no checkout");
    Process process =
        new ProcessBuilder("git", "apply", "--check", patch.toAbsolutePath().toString())
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", patch, said).isZero();
  }

  @ParameterizedTest
  @MethodSource("patches")
  void namesATestAndSaysWhatGoesWrong(Path patch) throws IOException {
    List<String> lines = Files.readAllLines(patch);
    assertThat(lines.getFirst()).startsWith(FIRST);
    assertThat(lines.get(1)).isNotBlank();
    String name = lines.getFirst().substring(FIRST.length()).replaceAll(".*\\.", "") + ".java";
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      assertThat(files.map(file -> file.getFileName().toString())).contains(name);
    }
  }
}
