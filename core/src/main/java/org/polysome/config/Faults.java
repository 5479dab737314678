package org.polysome.config;

import org.polysome.fault.UsageException;

/** Faults of a configuration: where, which key, what was expected. */
final class Faults {

  private Faults() {}

  /** A fault at a place, about a key. */
  static UsageException at(Mark mark, KeyPath path, String message) {
    return path.isRoot()
        ? at(mark, message)
        : new UsageException("%s: %s: %s".formatted(mark, path, message));
  }

  /** A fault at a place. */
  static UsageException at(Mark mark, String message) {
    return new UsageException("%s: %s".formatted(mark, message));
  }

  /** A value that is not what its key needs. */
  static UsageException expected(String what, Node node, KeyPath path) {
    return at(node.mark(), path, "expected %s, got %s".formatted(what, node.shown()));
  }
}
