package org.polysome.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.SharedData;
import org.polysome.documentation.Workshop.Outcome;

/**
 * Every command and every program that the README and the tutorials show, run as a reader would:
 * top to bottom, in one folder per page. A block that begins with {@code sh needs=data} finds the
 * shared files that it names beside it and is skipped where there are none; {@code needs=network}
 * is for what only a clone can show. The test command is known and not run inside itself.
 */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class ReadmeTest {

  static final String TEST_COMMAND = "./mvnw verify";
  private static final Path REPOSITORY = Path.of("..");

  @TempDir static Path folder;

  @Test
  void theReadmeNamesTheTestCommandThatContinuousIntegrationRuns() throws IOException {
    assertThat(Files.readString(REPOSITORY.resolve("README.md")).lines()).contains(TEST_COMMAND);
    assertThat(Files.readString(REPOSITORY.resolve(".ci/run")).lines()).contains(TEST_COMMAND);
  }

  @TestFactory
  Stream<DynamicContainer> everyBlockRuns() throws IOException {
    List<DynamicContainer> pages = new ArrayList<>();
    for (Path page : pages()) {
      Path place = Files.createDirectory(folder.resolve(page.getFileName() + ".d"));
      Workshop workshop = Workshop.in(place);
      List<DynamicTest> tests =
          Block.of(Files.readString(page)).stream()
              .filter(block -> block.isShell() || block.isJava())
              .map(
                  block ->
                      DynamicTest.dynamicTest(
                          "line " + block.line(), () -> assertRuns(block, workshop)))
              .toList();
      pages.add(DynamicContainer.dynamicContainer(page.getFileName().toString(), tests));
    }
    return pages.stream();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
    Path tutorials = REPOSITORY.resolve("docs/tutorials");
    if (Files.isDirectory(tutorials)) {
      try (Stream<Path> files = Files.list(tutorials)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static void assertRuns(Block block, Workshop workshop) throws Exception {
    provide(block, workshop);
    Outcome outcome =
        block.isJava()
            ? workshop.java(block.text())
            : workshop.shell(block.language(), withoutTestCommand(block.text()));
    assertThat(outcome.status()).as("%s%n%s", block.text(), outcome.output()).isZero();
  }

  private static void provide(Block block, Workshop workshop) throws IOException {
    if (block.needs().isEmpty()) {
      return;
    }
    String needs = block.needs().get();
    Assumptions.assumeTrue(needs.equals("data"), () -> "skipped: it needs " + needs);
    try (Stream<Path> entries = Files.walk(SharedData.data(""), 2)) {
      for (Path entry : entries.skip(1).toList()) {
        String name = entry.getFileName().toString();
        if (block.text().contains(name)) {
          workshop.linkOnce(name, entry);
        }
      }
    }
  }

  private static String withoutTestCommand(String lines) {
    return lines
        .lines()
        .filter(line -> !line.equals(TEST_COMMAND))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
