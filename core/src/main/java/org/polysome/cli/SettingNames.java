package org.polysome.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What settings are called on the command line. Messages of the library name them so: ‹batch-size›.
 * A command that has the option of that name says {@code --batch-size}, any other the bare name.
 */
final class SettingNames {

  private static final Pattern SETTING = Pattern.compile("‹([a-z][a-z0-9.-]*)›");

  private SettingNames() {}

  /** A message as a command says it. */
  static String in(String message, CommandSpec command) {
    return SETTING
        .matcher(message)
        .replaceAll(
            found -> {
              String option = "--" + found.group(1);
              return command.findOption(option) == null ? found.group(1) : option;
            });
  }
}
