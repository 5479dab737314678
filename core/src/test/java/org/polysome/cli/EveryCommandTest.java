package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.fault.Cancellation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command promises, checked for each one there is. */
@Tag("locale")
class EveryCommandTest {

  static Stream<CommandSpec> commands() {
    return below(polysome().getCommandSpec()).stream();
  }

  /** Commands that do something, not those that only hold others. */
  static Stream<CommandSpec> leaves() {
    return commands().filter(command -> command.subcommands().isEmpty());
  }

  @Test
  void thereAreCommands() {
    assertThat(leaves().map(CommandSpec::qualifiedName)).contains("polysome recipes");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itSaysWhatItDoes(CommandSpec command) {
    assertThat(command.usageMessage().description()).isNotEmpty();
    assertThat(command.findOption("--help")).isNotNull();
    assertThat(command.findOption("--quiet")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void itsExampleIsOneThatItUnderstands(CommandSpec command) {
    Optional<String> example =
        Arrays.stream(command.usageMessage().footer())
            .filter(line -> line.strip().startsWith(command.qualifiedName()))
            .findFirst();
    assertThat(example).as("example in the footer of %s", command.qualifiedName()).isPresent();
    String[] words = words(example.get().strip());
    assertThatCode(() -> polysome().parseArgs(Arrays.copyOfRange(words, 1, words.length)))
        .as(example.get())
        .doesNotThrowAnyException();
  }

  /** A wrapped example cannot be copied. */
  @ParameterizedTest
  @MethodSource("commands")
  void itsFooterFitsANarrowTerminal(CommandSpec command) {
    assertThat(command.usageMessage().footer()).allMatch(line -> line.length() < 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itsOptionsAreLongAndExplained(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      assertThat(option.longestName()).matches("--[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
    }
    command
        .positionalParameters()
        .forEach(parameter -> assertThat(parameter.description()).isNotEmpty());
  }

  private static CommandLine polysome() {
    return new CommandLine(new Polysome(new Cancellation(), System.err, false))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static List<CommandSpec> below(CommandSpec command) {
    List<CommandSpec> found = new ArrayList<>();
    for (CommandLine subcommand : command.subcommands().values()) {
      found.add(subcommand.getCommandSpec());
      found.addAll(below(subcommand.getCommandSpec()));
    }
    return found;
  }

  /** Splits as a shell does, as far as examples need it: quotes, and no redirection. */
  private static String[] words(String line) {
    return Arrays.stream(line.replaceFirst(" > .*", "").split(" +(?=(?:[^']*'[^']*')*[^']*$)"))
        .map(word -> word.replace("'", ""))
        .toArray(String[]::new);
  }
}
