package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.ClassPath;

/** Commands that write for a while, stopped in the middle of it, each in a process of its own. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class StoppedCommandTest {

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path cells;

  @BeforeAll
  static void simulate() {
    cells = shared.resolve("cells.h5ad");
    assertThat(
            Typed.polysome(
                    "simulate",
                    "-o",
                    cells.toString(),
                    "--cells",
                    "20000",
                    "--genes",
                    "2000",
                    "--quiet")
                .status())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "INT, 130, simulate --cells 200000 --genes 5000",
    "TERM, 143, simulate --cells 200000 --genes 5000",
    "INT, 130, corpus build CELLS",
    "TERM, 143, corpus build CELLS",
    "INT, 130, data convert CELLS",
    "TERM, 143, data convert CELLS",
  })
  void itEndsSoonAndLeavesNothing(String signal, int status, String line) throws Exception {
    Path errors = shared.resolve("errors.txt");
    Process process = start(line.replace("CELLS", cells.toString()), errors);
    try {
      awaitOutput(process);
      StopSignalTest.send(signal, process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(errors))
        .last()
        .isEqualTo("polysome: stopped as asked; nothing was written");
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(folder).isEmptyDirectory();
  }

  /** Waits until something is being written. */
  private void awaitOutput(Process process) throws Exception {
    while (process.isAlive() && isEmpty()) {
      Thread.sleep(5);
    }
    assertThat(process.isAlive()).as("still at work").isTrue();
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private Process start(String line, Path errors) throws IOException {
    List<String> command = new ArrayList<>(StopSignalTest.HEARING);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ClassPath.text(),
            "org.polysome.cli.Polysome"));
    command.addAll(List.of(line.split(" ")));
    command.addAll(List.of("-o", folder.resolve("out").toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(errors.toFile())
        .start();
  }
}
