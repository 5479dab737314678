package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that explains the structure names only what is there. */
class ArchitecturePageTest {

  /** An invented component of the page's own example. */
  private static final Set<String> EXAMPLE = Set.of("SquareRoot", "SquareRootTest");

  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)`");

  @Test
  void everyTypeItNamesExists() throws Exception {
    String page = Files.readString(Path.of("../docs/architecture.md"));
    Set<String> named =
        TYPE.matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(EXAMPLE);
    assertThat(named).isNotEmpty();
    Set<String> there;
    try (var files = Files.walk(Path.of("src"))) {
      there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    assertThat(named).isSubsetOf(there);
  }
}
