package org.polysome.experiment;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Config;
import org.polysome.config.Node;
import org.polysome.config.Node.Mapping;

/** The keys of a file's root that are about the file and not about the run. */
final class RootKeys {

  static final String DESCRIPTION = "description";
  static final String EXTENDS = "extends";
  static final List<String> ALL = List.of(EXTENDS, DESCRIPTION);

  private RootKeys() {}

  /** The one-line description, if the file has one. */
  static Optional<String> description(Node tree) {
    if (!(tree instanceof Mapping mapping)) {
      return Optional.empty();
    }
    Mapping own = new Mapping(java.util.Map.of(), mapping.mark());
    Node text = mapping.entries().get(DESCRIPTION);
    return Config.bind(text == null ? own : own.with(DESCRIPTION, text), About.class).description();
  }

  static Node without(Node tree) {
    return tree instanceof Mapping mapping ? mapping.without(DESCRIPTION) : tree;
  }

  private record About(Optional<String> description) {}
}
