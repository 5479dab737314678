package org.polysome.experiment;

import org.polysome.config.Node;
import org.polysome.config.YamlReader;

/**
 * A published experiment, or published data, as it ships: a YAML file that can be read as its
 * specification.
 *
 * @param name as typed after {@code pretrain}
 * @param text the whole file
 */
public record Recipe(String name, String text) {

  /** The tree of the file, with {@code extends} not yet resolved. */
  public Node tree() {
    return YamlReader.read(text, "recipe " + name);
  }

  /** One line about it. */
  public String description() {
    return RootKeys.description(tree()).orElse("");
  }

  /** The comment at the head of the file: which paper, and what differs from it on purpose. */
  public String headComment() {
    StringBuilder head = new StringBuilder();
    text.lines()
        .takeWhile(line -> line.startsWith("#"))
        .forEach(line -> head.append(line).append('\n'));
    return head.toString();
  }
}
