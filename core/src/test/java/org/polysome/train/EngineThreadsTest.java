package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.ClassPath;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.model.ModelSpec;
import org.polysome.tensor.Engine;

/** Threads of matrix products: of a model, and of processes as they are started. */
class EngineThreadsTest {

  private static final List<String> VARIABLES =
      List.of(
          "OMP_WAIT_POLICY",
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "OPENBLAS_THREAD_TIMEOUT",
          "GOTO_NUM_THREADS");

  private static ModelSpec width(int width) {
    return Config.bind(
        YamlReader.read("{type: token-model, heads: 1, layers: 1, width: " + width + "}", "test"),
        ModelSpec.class);
  }

  /** The engine has two threads here, wherever its matrix library may have two as well. */
  @Test
  void onlyProductsOfAWideModelHaveTheEnginesThreads() {
    int before = Engine.threads();
    try {
      Engine.threads(2);
      int one = Engine.blasThreads();
      Engine.widenProducts();
      int most = Engine.blasThreads();
      EngineThreads.fit(width(255), 20);
      assertThat(Engine.blasThreads()).isEqualTo(one);
      EngineThreads.fit(width(256), 20);
      assertThat(Engine.blasThreads()).isEqualTo(most);
      assertThat(Engine.threads()).isEqualTo(2);
    } finally {
      Engine.threads(before);
    }
  }

  /** Each in a process of its own, since variables are read when libraries load. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    // As the launcher starts it; without it; with each variable that a user may have set.
    "OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive OPENBLAS_THREAD_TIMEOUT=4, engine=2 loaded=1 wide=2 attention=1 narrow=1",
    "OMP_NUM_THREADS=2, engine=2 loaded=1 wide=1 attention=1 narrow=1",
    "OMP_NUM_THREADS=1 OPENBLAS_THREAD_TIMEOUT=4, engine=1 loaded=1 wide=1 attention=1 narrow=1",
    "OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=1 OPENBLAS_THREAD_TIMEOUT=4, engine=2 loaded=1 wide=1 attention=1 narrow=1",
    "OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=1, engine=2 loaded=1 wide=1 attention=1 narrow=1",
    "OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2, engine=2 loaded=2 wide=2 attention=2 narrow=2"
  })
  void matrixThreadsFollowTheEnvironment(String environment, String expected) throws Exception {
    String output = start(environment);
    assertThat(output.lines()).contains(expected);
    assertThat(output.contains("OPENBLAS_NUM_THREADS=2 is kept"))
        .as("warning in: %s", output)
        .isEqualTo(environment.contains("OPENBLAS_NUM_THREADS=2"));
  }

  private static String start(String environment) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path tests = Path.of("target", "test-classes").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ClassPath.text() + File.pathSeparator + tests,
            ThreadsOfProcess.class.getName());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeAll(VARIABLES);
    for (String variable : environment.split(" ")) {
      String[] parts = variable.split("=", 2);
      builder.environment().putAll(Map.of(parts[0], parts[1]));
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
