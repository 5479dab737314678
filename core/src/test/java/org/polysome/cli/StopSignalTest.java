package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.ClassPath;
import org.polysome.files.AtomicOutput;

/** Signals, in a process of their own. */
@Tag("locale")
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class StopSignalTest {

  /**
   * A build that a shell put into the background hands an ignored Ctrl-C down to its children, and
   * Java then leaves it ignored; this gives the child its hearing back where env can.
   */
  static final List<String> HEARING =
      OS.LINUX.isCurrentOs() ? List.of("env", "--default-signal=INT,TERM") : List.of();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void theJobStopsAndLeavesNothing(String signal, int status) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path errors = folder.resolve("errors.txt");
    Process process = start(errors, "long-job", "-o", work.resolve("out.txt").toString());
    try (BufferedReader results = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(results.readLine()).isEqualTo("begun");
      AtomicOutput.file(work.resolve("out.txt"), false).close();
      assertThat(work).as("what another process is writing").isNotEmptyDirectory();
      send(signal, process);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(errors).hasContent("polysome: stopped as asked; nothing was written");
    assertThat(work).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aJobThatDoesNotStopIsLeftBehind(String signal, int status) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path errors = folder.resolve("errors.txt");
    Process process = start(errors, "long-job", "--deaf", "-o", work.resolve("out.txt").toString());
    try (BufferedReader results = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(results.readLine()).isEqualTo("begun");
      send(signal, process);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(errors)
        .hasContent(
            """
            polysome: stopping after the current step
            polysome: gave up waiting; a hidden unfinished output may remain
            """);
    assertThat(work.resolve("out.txt")).doesNotExist();
  }

  @Test
  void aCommandThatCannotBeBuiltEndsAtOnce() throws Exception {
    Path errors = folder.resolve("errors.txt");
    Process process = start(errors, "broken");
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(errors)
        .content()
        .contains("polysome: a fault of Polysome itself", "cannot be built", "Please report it")
        .doesNotContain("gave up waiting");
  }

  private static Process start(Path errors, String... arguments) throws IOException {
    String tests =
        Path.of(LongJob.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    List<String> command = new ArrayList<>(HEARING);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            tests + File.pathSeparator + ClassPath.text(),
            LongJob.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  static void send(String signal, Process process) throws Exception {
    int sent =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(sent).isZero();
  }
}
