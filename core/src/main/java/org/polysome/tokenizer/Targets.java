package org.polysome.tokenizer;

import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;

/** Looks into the list of targets. */
final class Targets {

  private Targets() {}

  /** The one target of a kind; two objectives that ask differently cannot share a batch. */
  static <T extends Target> Optional<T> only(Class<T> kind, List<Target> targets) {
    List<T> found = targets.stream().filter(kind::isInstance).map(kind::cast).distinct().toList();
    if (found.size() > 1) {
      throw new UsageException(
          "objectives ask for different targets of one kind: " + found + "; use the same settings");
    }
    return found.stream().findFirst();
  }
}
