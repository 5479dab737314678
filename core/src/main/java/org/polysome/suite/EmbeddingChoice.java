package org.polysome.suite;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * An embedding to be judged.
 *
 * @param key its {@code obsm} key, or what it is called where it is a table
 * @param table the table of cells x dimensions that holds it, where the file itself does not
 */
public record EmbeddingChoice(String key, Optional<Path> table) {

  /** One of the file. */
  public static EmbeddingChoice of(String key) {
    return new EmbeddingChoice(key, Optional.empty());
  }

  /**
   * What a person writes: {@code KEY} or {@code NAME=FILE}.
   *
   * @throws UsageException if a name or a file is missing on its side of the sign
   */
  public static EmbeddingChoice parse(String text) {
    int sign = text.indexOf('=');
    if (sign < 0) {
      return of(text);
    }
    String name = text.substring(0, sign).strip();
    String file = text.substring(sign + 1).strip();
    if (name.isEmpty() || file.isEmpty()) {
      throw new UsageException("‹embedding› %s: expected KEY or NAME=FILE".formatted(text));
    }
    return new EmbeddingChoice(name, Optional.of(Path.of(file)));
  }
}
