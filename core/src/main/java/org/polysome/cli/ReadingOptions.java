package org.polysome.cli;

import java.util.Optional;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Sampling;
import org.polysome.train.embed.Reading;
import picocli.CommandLine.Option;

/** How a model reads cells where it is not as in training. */
final class ReadingOptions {

  private static final String ALL = "all";

  @Option(
      names = "--tokens",
      paramLabel = "N|all",
      description = "Most tokens of a cell that the model reads (default: as in training).")
  private Optional<String> tokens = Optional.empty();

  @Option(
      names = "--sampling",
      paramLabel = "NAME|YAML",
      description =
          "Which genes of a cell are read where they are too many, as tokenizer.sampling says it:"
              + " uniform, non-zero-first, \"{type: long-tail, when: always}\" (default: as in"
              + " training).")
  private Optional<String> sampling = Optional.empty();

  /** The reading. */
  Reading reading() {
    return new Reading(
        tokens.map(ReadingOptions::limit),
        sampling.map(text -> Config.bind(YamlReader.read(text, "--sampling"), Sampling.class)));
  }

  /** {@code all} is a limit that no cell reaches. */
  private static Integer limit(String text) {
    if (text.equals(ALL)) {
      return Integer.MAX_VALUE;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--tokens: '%s' is neither a number nor all".formatted(text), e);
    }
  }
}
