package org.polysome.anndata;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to do on opening cells.
 *
 * @param obs a table of cells to attach by name, for any format
 * @param orientation which way round a table of counts is read
 */
public record OpenOptions(Optional<Path> obs, Orientation orientation) {

  /** Nothing to attach, orientation detected. */
  public static final OpenOptions DEFAULT = new OpenOptions(Optional.empty(), Orientation.DETECTED);
}
