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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, laid out as in the distribution, with a JDK that only says how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

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
            "|--enable-native-access=ALL-UNNAMED|",
            "|-Dfile.encoding=UTF-8|",
            "|-XX:MaxRAMPercentage=40|",
            "|" + home.toRealPath() + "/lib/*|");
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
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "OMP_WAIT_POLICY"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
        for argument; do printf '%s|' "$argument"; done
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder.resolve(name);
  }
}
