package org.polysome.config;

import java.util.Collection;
import java.util.Optional;

/** The known name that a misspelt one was most likely meant to be, for messages everywhere. */
public final class Nearest {

  private Nearest() {}

  /** The nearest name, if one is near enough to be worth naming. */
  public static Optional<String> to(String name, Collection<String> known) {
    return Names.nearest(name, known);
  }
}
