package org.polysome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.polysome.tensor.Scope;

/**
 * What the reference implementations computed, computed again. Cases are read from every folder
 * below {@code POLYSOME_GOLDEN} where that is set, else from the test resources; sizes, names and
 * hyper-parameters come from each {@code case.json}.
 */
class GoldenCasesTest {

  private static final Path RESOURCES = Path.of("src", "test", "resources", "golden");

  @TestFactory
  List<DynamicTest> agreesWithTheReference() throws IOException {
    Path root =
        Optional.ofNullable(System.getenv("POLYSOME_GOLDEN")).map(Path::of).orElse(RESOURCES);
    try (Stream<Path> files = Files.walk(root)) {
      List<DynamicTest> tests =
          files
              .filter(file -> file.endsWith("case.json"))
              .sorted()
              .map(file -> dynamicTest(name(root, file), file.toUri(), () -> check(file)))
              .toList();
      if (tests.isEmpty()) {
        throw new IllegalStateException("no case.json below " + root.toAbsolutePath());
      }
      return tests;
    }
  }

  /** Of the cases in the resources exactly those wait for their tasks that are named. */
  @Test
  void everyCaseOfTheResourcesHasACheckOrAReason() throws IOException {
    try (Stream<Path> cases = Files.list(RESOURCES)) {
      assertThat(
              cases
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> !name.endsWith(".md"))
                  .filter(name -> GoldenChecks.of(name).isEmpty())
                  .map(GoldenChecks::why))
          .allMatch(why -> why.endsWith("is not built yet"));
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file.getParent()).toString();
  }

  private static void check(Path file) {
    Path folder = Objects.requireNonNull(file.getParent());
    String name = GoldenCase.nameOf(folder);
    // Before its tensors are read: those of a task that is not built may be of any type.
    Optional<GoldenCheck> check = GoldenChecks.of(name);
    Assumptions.assumeTrue(check.isPresent(), () -> "skipped: " + GoldenChecks.why(name));
    try (Scope scope = new Scope()) {
      check.orElseThrow().check(GoldenCase.in(folder));
    }
  }
}
