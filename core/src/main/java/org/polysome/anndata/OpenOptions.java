package org.polysome.anndata;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * What to do on opening cells.
 *
 * @param obs a table of cells to attach by name, for any format
 * @param orientation which way round a table of counts is read
 */
public record OpenOptions(Optional<Path> obs, Orientation orientation) {

  /** Nothing to attach, orientation detected. */
  public static final OpenOptions DEFAULT = new OpenOptions(Optional.empty(), Orientation.DETECTED);

  /**
   * For formats that say themselves which way round they are.
   *
   * @param format in words
   * @throws UsageException if the other way round is asked for
   */
  public void refuseTransposed(Path path, String format) {
    if (orientation == Orientation.TRANSPOSED) {
      throw new UsageException(
          path + ": only a table of counts can be transposed; " + format + " says which way it is");
    }
  }
}
