package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Every variable that this engine, its threads or its matrix library take a number from. */
  private static final List<String> VARIABLES =
      List.of(
          "OMP_NUM_THREADS",
          "OMP_THREAD_LIMIT",
          "OMP_DYNAMIC",
          "OMP_WAIT_POLICY",
          "GOMP_SPINCOUNT",
          "MKL_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "OPENBLAS_DEFAULT_NUM_THREADS",
          "OPENBLAS_THREAD_TIMEOUT",
          "GOTO_NUM_THREADS");

  /** What the launcher sets. */
  private static final String LAUNCHER =
      "OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=1000 OPENBLAS_THREAD_TIMEOUT=4";

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

  /**
   * Each in a process of its own, since variables are read when libraries load. {@code all} are the
   * threads that the engine takes where nothing is set.
   */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    // Nothing is set; what the launcher sets, and a part of it.
    "'', engine=all loaded=1 wide=1 attention=1 backward=1 step=1 dropout=1 narrow=1",
    "LAUNCHER, engine=all loaded=1 wide=all attention=1 backward=1 step=1 dropout=all narrow=1",
    "OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=1000, engine=all loaded=1 wide=1 attention=1 backward=1 step=1 dropout=1 narrow=1",
    // The engine's threads are chosen.
    "OMP_NUM_THREADS=2 OPENBLAS_THREAD_TIMEOUT=4, engine=2 loaded=1 wide=2 attention=1 backward=1 step=1 dropout=2 narrow=1",
    "OMP_NUM_THREADS=1 LAUNCHER, engine=1 loaded=1 wide=1 attention=1 backward=1 step=1 dropout=1 narrow=1",
    // The matrix library's are: kept, and warned about above one.
    "OPENBLAS_NUM_THREADS=1 LAUNCHER, engine=all loaded=1 wide=1 attention=1 backward=1 step=1 dropout=1 narrow=1",
    "OPENBLAS_NUM_THREADS=2, engine=all loaded=2 wide=2 attention=2 backward=2 step=2 dropout=2 narrow=2",
    "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=3 LAUNCHER, engine=1 loaded=3 wide=3 attention=3 backward=3 step=3 dropout=3 narrow=3"
  })
  void matrixThreadsFollowTheEnvironment(String environment, String expected) throws Exception {
    Map<String, String> variables = variables(environment.replace("LAUNCHER", LAUNCHER));
    String output = start(variables);
    String found = output.lines().filter(line -> line.startsWith("engine=")).findFirst().orElse("");
    Matcher engine = Pattern.compile("engine=(\\d+) .*").matcher(found);
    assertThat(engine.matches()).as(output).isTrue();
    assertThat(found).isEqualTo(expected.replace("all", engine.group(1)));
    assertThat(Integer.parseInt(engine.group(1))).isPositive();
    String kept = variables.getOrDefault("OPENBLAS_NUM_THREADS", "1");
    assertThat(output.contains("OPENBLAS_NUM_THREADS=" + kept + " is kept"))
        .as("warning in: %s", output)
        .isEqualTo(!kept.equals("1"));
  }

  private static Map<String, String> variables(String text) {
    return Stream.of(text.split(" "))
        .filter(variable -> !variable.isEmpty())
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static String start(Map<String, String> variables)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path tests = Path.of("target", "test-classes").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ClassPath.text() + File.pathSeparator + tests,
            ThreadsOfProcess.class.getName());
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeAll(VARIABLES);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
