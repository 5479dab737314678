package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, laid out as in the distribution, with a JDK that only says how it was started. */
@Tag("locale")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final List<String> ENGINE =
      List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT");
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path home;
  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.resolve("poly some"));
    Files.createDirectory(home.resolve("lib"));
    Files.copy(REPOSITORY.resolve("polysome"), home.resolve("polysome"));
    Files.copy(REPOSITORY.resolve(".mvn/find-jdk.sh"), home.resolve("lib/find-jdk.sh"));
    jdk = jdk("jdk", "25.0.1");
  }

  @Test
  void argumentsArriveUnchanged() throws Exception {
    assertThat(start(List.of("a b", "", "*", "key='x'"), Map.of()))
        .endsWith("org.polysome.cli.Polysome|a b||*|key='x'|");
  }

  @Test
  void theEngineGetsWhatItNeeds() throws Exception {
    assertThat(start(List.of(), Map.of()))
        .contains(
            "policy=passive|",
            "spins=1000|blas=4|",
            "|--enable-native-access=ALL-UNNAMED|",
            "|-Dfile.encoding=UTF-8|",
            "|-XX:MaxRAMPercentage=40|",
            "|" + home.toRealPath() + "/lib/*|");
  }

  @Test
  void whatTheUserSetForThreadsIsKept() throws Exception {
    Map<String, String> chosen =
        Map.of("OMP_WAIT_POLICY", "active", "GOMP_SPINCOUNT", "7", "OPENBLAS_THREAD_TIMEOUT", "9");
    assertThat(start(List.of(), chosen)).contains("policy=active|", "spins=7|blas=9|");
  }

  /** Whoever starts the engine sets the same, so that numbers and speeds are those of users. */
  @Test
  void allWhoStartTheEngineSetTheSame() throws Exception {
    List<String> starters =
        List.of(
            "polysome",
            "polysome.cmd",
            "benchmarks/run",
            "pom.xml",
            "core/src/test/java/org/polysome/documentation/Workshop.java",
            "core/src/test/java/org/polysome/train/EngineThreadsTest.java");
    for (String starter : starters) {
      String text = Files.readString(REPOSITORY.resolve(starter));
      assertThat(text)
          .as(starter)
          .containsPattern("OMP_WAIT_POLICY(=|:-|>)passive")
          .containsPattern("GOMP_SPINCOUNT(=|:-|>)1000")
          .containsPattern("OPENBLAS_THREAD_TIMEOUT(=|:-|>)4");
    }
  }

  @Test
  void heapAndFurtherOptionsCanBeChosen() throws Exception {
    assertThat(start(List.of(), Map.of("POLYSOME_HEAP", "3g", "POLYSOME_JAVA_OPTS", "-Da=b -Dc=d")))
        .contains("|-Xmx3g|", "|-Da=b|-Dc=d|")
        .doesNotContain("MaxRAMPercentage");
  }

  @Test
  void aLocaleWithoutUtf8IsReplaced() throws Exception {
    assertThat(start(List.of(), Map.of("LC_ALL", "C"))).contains("locale=C.UTF-8|");
    assertThat(start(List.of(), Map.of("LC_ALL", "tr_TR.UTF-8"))).contains("locale=tr_TR.UTF-8|");
  }

  @Test
  void itIsFoundThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("one"), home.resolve("polysome"));
    Path second = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    assertThat(link).exists();
    assertThat(run(List.of("sh", second.toString(), "x"), Map.of())).endsWith("Polysome|x|");
  }

  @Test
  void anotherJavaIsPassedOver() throws Exception {
    Path old = jdk("old", "17.0.15");
    assertThat(javaHome(Map.of("JAVA_HOME", old.toString(), "PATH", jdk + "/bin:/usr/bin:/bin")))
        .isEqualTo(jdk.toRealPath().toString());
  }

  @Test
  void aJavaOnThePathMayBeALink() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    assertThat(javaHome(Map.of("JAVA_HOME", "", "PATH", bin + ":/usr/bin:/bin")))
        .isEqualTo(jdk.toRealPath().toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoThatStartTogetherBuildOnce(boolean flock) throws Exception {
    Path sources = sources();
    String path = flock ? System.getenv("PATH") : toolsWithoutFlock();
    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      launchers.add(begin(List.of("sh", sources.resolve("polysome").toString(), "x"), path));
    }
    for (Process launcher : launchers) {
      assertThat(outputOf(launcher)).endsWith("Polysome|x|");
      assertThat(launcher.exitValue()).isZero();
    }
    assertThat(sources.resolve("builds.txt")).hasContent("built");
    assertThat(sources.resolve("core/target/build.stamp")).exists();
    assertThat(sources.resolve("core/target/build.lock.pid")).doesNotExist();
  }

  @Test
  void theLockOfADeadProcessIsTakenAway() throws Exception {
    Path sources = sources();
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(sources.resolve("core/target")).resolve("build.lock.pid");
    Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));
    Process launcher =
        begin(List.of("sh", sources.resolve("polysome").toString(), "x"), toolsWithoutFlock());
    assertThat(outputOf(launcher)).endsWith("Polysome|x|");
    assertThat(sources.resolve("builds.txt")).hasContent("built");
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  /** Sources whose build takes a second and only notes that it was run. */
  private Path sources() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sour ces"));
    Files.createDirectories(sources.resolve("core/src/main"));
    Files.createDirectories(sources.resolve("recipes"));
    Files.createDirectory(sources.resolve(".mvn"));
    Files.writeString(sources.resolve("pom.xml"), "");
    Files.writeString(sources.resolve("core/pom.xml"), "");
    Files.copy(REPOSITORY.resolve("polysome"), sources.resolve("polysome"));
    Files.copy(REPOSITORY.resolve(".mvn/find-jdk.sh"), sources.resolve(".mvn/find-jdk.sh"));
    Path build = sources.resolve("mvnw");
    Files.writeString(
        build,
        """
        #!/bin/sh
        set -eu
        cd "$(dirname "$0")"
        sleep 1
        mkdir -p core/target/lib
        echo built >>builds.txt
        : >core/target/polysome-core.jar
        """);
    assertThat(build.toFile().setExecutable(true)).isTrue();
    return sources;
  }

  /** A PATH with what the launcher needs of a system, and no flock. */
  private String toolsWithoutFlock() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "dirname",
            "readlink",
            "find",
            "head",
            "grep",
            "mkdir",
            "rmdir",
            "rm",
            "mv",
            "ln",
            "cat",
            "sleep")) {
      Path usual = Path.of("/usr/bin", tool);
      Path found = Files.exists(usual) ? usual : Path.of("/bin", tool);
      Path wrapper = bin.resolve(tool);
      Files.writeString(wrapper, "#!/bin/sh\nexec %s \"$@\"\n".formatted(found));
      assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }
    return bin.toString();
  }

  @Test
  void withoutAJdkTemurinIsNamed() throws Exception {
    String script =
        ". '%s'; is_jdk_25() { return 1; }; find_jdk_25 2>&1; echo \"status $?\""
            .formatted(home.resolve("lib/find-jdk.sh"));
    assertThat(run(List.of("sh", "-c", script), Map.of()))
        .contains("no JDK 25 was found", "Temurin 25 from https://adoptium.net", "status 4");
  }

  private String javaHome(Map<String, String> environment) throws Exception {
    String script =
        ". '%s'; find_jdk_25; printf %%s \"$JAVA_HOME\"".formatted(home.resolve("lib/find-jdk.sh"));
    return run(List.of("sh", "-c", script), environment);
  }

  private String start(List<String> arguments, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("polysome").toString()));
    command.addAll(arguments);
    return run(command, environment);
  }

  private String run(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeAll(ENGINE);
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    return outputOf(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private Process begin(List<String> command, String path) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", path);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String outputOf(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private Path jdk(String name, String version) throws IOException {
    Path java = folder.resolve(name).resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java.resolveSibling("../release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(
        java,
        """
        #!/bin/sh
        printf 'policy=%s|locale=%s|' "$OMP_WAIT_POLICY" "${LC_ALL:-}"
        printf 'spins=%s|blas=%s|' "$GOMP_SPINCOUNT" "$OPENBLAS_THREAD_TIMEOUT"
        for argument; do printf '%s|' "$argument"; done
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder.resolve(name);
  }
}
