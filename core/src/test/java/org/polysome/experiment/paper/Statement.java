package org.polysome.experiment.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Node;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/**
 * What a row says of one path; a row about a group of keys says as much as the group has keys.
 *
 * @param row that says it
 * @param text the setting as it is written
 * @param setting the setting
 * @param expected what the printed recipe must have there
 */
record Statement(PaperRow row, String text, Setting setting, Node expected) {

  private static final String TYPE = ".type";

  /** All that a row says. */
  static Stream<Statement> of(PaperRow row, Printed printed) {
    return of(row, row.setting(), printed.setting(row.setting()), row.expected());
  }

  private static Stream<Statement> of(PaperRow row, String text, Setting setting, Node expected) {
    return expected instanceof Mapping group && !group.entries().isEmpty()
        ? group.entries().entrySet().stream()
            .flatMap(
                one ->
                    of(
                        row,
                        text + "." + one.getKey(),
                        setting.at(setting.path() + "." + one.getKey()),
                        one.getValue()))
        : Stream.of(new Statement(row, text, setting, expected));
  }

  /**
   * Whether another leaves this one nothing to say about a path of a stage: one about fewer runs,
   * or one about the very path where this is about a form of paths.
   */
  boolean yields(Statement other, Printed.Run run, String path) {
    int closer = other.setting.precision() - setting.precision();
    boolean stands =
        closer > 0
            ? other.setting.replaces(setting.at(path))
            : closer == 0
                && setting.isPattern()
                && !other.setting.isPattern()
                && Setting.isWithin(other.setting.path(), path);
    return stands && other.setting.isAbout(run.name(), run.stage());
  }

  /** Whether there is what it says. */
  boolean holds(Node tree, String path) {
    Optional<Node> found = Trees.at(tree, path);
    return found.map(node -> Trees.says(expected, node)).orElse(Trees.isNothing(expected));
  }

  /** Whether it says what a leaf of the tree is. */
  boolean covers(String leaf) {
    String path = setting.path();
    if (Setting.isSame(leaf, path) || Setting.isSame(leaf + TYPE, path)) {
      return true;
    }
    if (!Setting.isWithin(leaf, path)) {
      return false;
    }
    List<String> keys = List.of(leaf.split("\\.", -1));
    String rest = String.join(".", keys.subList(path.split("\\.", -1).length, keys.size()));
    return expected instanceof Scalar
        ? rest.equals("type")
        : Trees.leaves(expected).keySet().stream()
            .anyMatch(given -> Setting.isWithin(given, rest) || rest.equals(given + TYPE));
  }
}
