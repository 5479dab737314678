package org.polysome.published;

import java.util.Optional;

/** How a project publishes its models. */
@FunctionalInterface
interface Layout {

  /**
   * Reads a folder.
   *
   * @param part the key of one of several models in a checkpoint, where the user names it
   * @throws org.polysome.fault.PolysomeException if a file is missing, damaged, or of another
   *     layout
   */
  Described describe(PublishedFolder folder, Optional<String> part);
}
