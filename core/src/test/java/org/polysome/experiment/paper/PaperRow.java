package org.polysome.experiment.paper;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Config;
import org.polysome.config.Node;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.config.Require;

/**
 * One statement about a setting: what the paper says, what the recipe has, and why they differ.
 *
 * @param setting its path in the printed recipe
 * @param value what the paper says; absent where it says nothing
 * @param ours what the recipe has, where that is something else
 * @param asPublished what the published code ran, where that is something else
 * @param told everything about it that is text
 */
public record PaperRow(
    String setting,
    Optional<Node> value,
    Optional<Node> ours,
    Optional<Node> asPublished,
    Told told) {

  private static final List<String> VALUES = List.of("value", "ours", "as-published");

  /**
   * The text of a row.
   *
   * @param setting the path
   * @param lines of the paper's text, {@code 12} or {@code 12-14}
   * @param why the recipe has something else
   * @param source of what the published code ran
   * @param note anything else
   */
  public record Told(
      String setting,
      Optional<String> lines,
      Optional<String> why,
      Optional<String> source,
      Optional<String> note) {

    /** Checks the form of the lines. */
    public Told {
      lines.ifPresent(
          given ->
              Require.that(given.matches("[1-9]\\d*(-\\d+)?"), "lines", "must be N or N-M", given));
    }

    /** The first and the last line. */
    public List<Integer> ends() {
      return lines.stream()
          .flatMap(given -> List.of(given.split("-")).stream())
          .map(Integer::parseInt)
          .toList();
    }
  }

  /** Checks that a value has its place in the paper, and a difference its reason. */
  public PaperRow {
    Require.that(
        value.isPresent() || ours.isPresent(), setting, "must have a value, or ours", "neither");
    Require.that(
        value.isEmpty() || told.lines().isPresent(), setting, "must say the lines", "none");
    Require.that(ours.isEmpty() || told.why().isPresent(), setting, "must say why", "nothing");
    Require.that(
        asPublished.isEmpty() || told.source().isPresent(), setting, "must say the source", "none");
    if (value.isPresent() && ours.isPresent()) {
      Require.that(
          !Trees.says(value.get(), ours.get()), setting, "must differ from ours", value.get());
    }
  }

  /** Reads a row. */
  static PaperRow read(Node node) {
    if (!(node instanceof Mapping row)) {
      throw new IllegalArgumentException(node.mark() + ": expected a row, got " + node.shown());
    }
    Mapping text = row;
    for (String key : VALUES) {
      text = text.without(key);
    }
    if (text.entries().get("lines") instanceof Scalar lines) {
      // One line alone is a number to YAML.
      text = text.with("lines", new Scalar(lines.text(), Kind.TEXT, lines.mark()));
    }
    Told told = Config.bind(text, Told.class);
    try {
      return new PaperRow(
          told.setting(), one(row, "value"), one(row, "ours"), one(row, "as-published"), told);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(row.mark() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Node> one(Mapping row, String key) {
    return Optional.ofNullable(row.entries().get(key));
  }

  /** What the printed recipe must have. */
  Node expected() {
    return ours.or(() -> value).orElseThrow();
  }

  /** Whether the recipe has something else than the paper says. */
  public boolean differs() {
    return value.isPresent() && ours.isPresent();
  }

  /** Whether the paper says nothing. */
  public boolean silent() {
    return value.isEmpty();
  }
}
