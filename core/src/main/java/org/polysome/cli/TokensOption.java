package org.polysome.cli;

import java.util.Optional;
import org.polysome.fault.UsageException;
import picocli.CommandLine.Option;

/** How many tokens of a cell a model reads when it embeds. */
final class TokensOption {

  private static final String ALL = "all";

  @Option(
      names = "--tokens",
      paramLabel = "N|all",
      description = "Most tokens of a cell that the model reads (default: as in training).")
  private Optional<String> tokens = Optional.empty();

  /** The limit, if one was given; {@code all} is one that no cell reaches. */
  Optional<Integer> limit() {
    return tokens.map(
        text -> {
          if (text.equals(ALL)) {
            return Integer.MAX_VALUE;
          }
          try {
            return Integer.valueOf(text);
          } catch (NumberFormatException e) {
            throw new UsageException(
                "--tokens: '%s' is neither a number nor all".formatted(text), e);
          }
        });
  }
}
