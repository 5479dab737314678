package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

@Tag("locale")
class SettingNamesTest {

  private static final Path SOURCES = Path.of("src", "main", "java", "org", "polysome");

  /** A word in quotation marks; those of comments are taken out before. */
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  /** An option that is not part of a command quoted whole or of the help of one. */
  private static final Pattern OPTION = Pattern.compile("(?<!polysome[a-z% -]{0,40})--[a-z]");

  private final CommandSpec command =
      CommandSpec.create().addOption(OptionSpec.builder("--batch-size").type(int.class).build());

  @Test
  void aSettingIsCalledByTheOptionOfTheCommand() {
    assertThat(SettingNames.in("‹batch-size›: 0 is not at least 1", command))
        .isEqualTo("--batch-size: 0 is not at least 1");
    assertThat(SettingNames.in("take another ‹sampling› or ‹batch-size›", command))
        .isEqualTo("take another sampling or --batch-size");
  }

  @Test
  void otherTextsStayAsTheyAre() {
    for (String text : List.of("a {b} $1 \\ c", "‹Not a setting›", "‹›", "--label")) {
      assertThat(SettingNames.in(text, command)).isEqualTo(text);
    }
  }

  /** What is below the command line speaks of settings, never of options. */
  @Test
  void theLibrarySpeaksOfSettings() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!file.startsWith(SOURCES.resolve("cli"))) {
          String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
          TEXT.matcher(code)
              .results()
              .map(text -> text.group())
              .filter(text -> OPTION.matcher(text).find() && !isExample(text))
              .forEach(text -> found.add(SOURCES.relativize(file) + ": " + text));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** The example of a suite's help, and an option behind a command in the text before. */
  private static boolean isExample(String text) {
    return text.matches("\"[a-z]+\\.h5ad --.*") || text.equals("\" --data\"");
  }
}
