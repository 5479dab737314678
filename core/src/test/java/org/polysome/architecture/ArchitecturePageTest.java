package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  /** A way from a command to a kernel, over as many lines as it takes. */
  private static final Pattern WAY = Pattern.compile("- [a-z]+: `\\w+Command`(?:\\s*->[^-]*)+");

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

  /**
   * Each name mentions the next in its compiled class; what stands in brackets, what it implements.
   */
  @Test
  void theWaysFromACommandToAKernelAreThere() throws Exception {
    String page = Files.readString(Path.of("../docs/architecture.md"));
    Map<String, Set<String>> mentioned =
        CompiledClasses.all().stream()
            .collect(
                Collectors.toMap(
                    type -> simple(type.name()),
                    ArchitecturePageTest::simpleMentions,
                    (one, other) -> {
                      one.addAll(other);
                      return one;
                    }));
    List<List<String>> ways =
        WAY.matcher(page)
            .results()
            .map(way -> TYPE.matcher(way.group()).results().map(name -> name.group(1)).toList())
            .toList();
    assertThat(ways).hasSize(2);
    for (List<String> way : ways) {
      assertThat(way).hasSizeGreaterThan(4);
      for (int i = 1; i < way.size(); i++) {
        String from = way.get(i - 1);
        String to = way.get(i);
        boolean implemented = page.contains("(`" + to + "`)");
        assertThat(mentioned.get(implemented ? to : from))
            .as("%s -> %s", from, to)
            .contains(implemented ? from : to);
      }
    }
  }

  private static String simple(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.contains("$") ? last.substring(0, last.indexOf('$')) : last;
  }

  private static Set<String> simpleMentions(CompiledClasses.Mentions type) {
    return type.mentioned().stream()
        .map(ArchitecturePageTest::simple)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
