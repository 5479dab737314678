package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What reads and writes text is tested in another locale and encoding as well: the tests of these
 * packages carry the tag by which that pass finds them, unless they are long.
 */
class LocaleTagTest {

  private static final Path TESTS = Path.of("src", "test", "java", "org", "polysome");
  private static final List<String> PACKAGES =
      List.of("anndata/text", "cli", "config", "files", "genes", "page", "progress", "train/log");

  @Test
  void testsOfTextAreRunInAnotherLocale() throws IOException {
    for (String name : PACKAGES) {
      try (Stream<Path> files = Files.list(TESTS.resolve(name))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          assertThat(Files.readString(file))
              .as(file.toString())
              .containsAnyOf("@Tag(\"locale\")", "@Tag(\"long\")");
        }
      }
    }
  }
}
