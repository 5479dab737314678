package org.polysome.experiment.data;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.config.Bare;
import org.polysome.config.Require;

/**
 * A file that a published data set consists of.
 *
 * @param name its name, with or without its endings, or the identifier that it is published under
 * @param cells how many cells of it the paper counts
 */
public record DataFile(@Bare String name, Optional<Integer> cells) {

  /** Checks the numbers. */
  public DataFile {
    Require.that(!name.isBlank(), "name", "must not be blank", name);
    cells.ifPresent(count -> Require.positive("cells", count));
  }

  /** Whether a file or folder is this one. */
  boolean is(Path input) {
    String given = input.toAbsolutePath().normalize().getFileName().toString();
    return given.equals(name) || given.startsWith(name + ".");
  }
}
