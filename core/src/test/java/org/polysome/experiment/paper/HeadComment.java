package org.polysome.experiment.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a recipe's head comment says of its paper: the paths in which it differs on purpose, those
 * that the paper does not state, the groups in which it leaves more such to their defaults, and the
 * paths in which a twin differs from its recipe.
 */
public final class HeadComment {

  private static final String DIFFERENCES = "Deliberate differences from the paper:";
  private static final String SILENT = "Not stated in the paper:";
  private static final String DEFAULTS = "Defaults that the paper does not state:";
  private static final Pattern TWIN = Pattern.compile("Differs from (\\S+) in: (.*)");
  private static final String BULLET = "- ";

  private final List<String> paragraphs;

  private HeadComment(List<String> paragraphs) {
    this.paragraphs = paragraphs;
  }

  /**
   * The paths of a twin.
   *
   * @param recipe that it is a twin of
   * @param paths in which it differs
   */
  public record Twin(String recipe, List<String> paths) {}

  /** Reads a comment, whose lines all begin with {@code #}. */
  public static HeadComment of(String comment) {
    List<String> paragraphs = new ArrayList<>();
    boolean open = false;
    for (String line : comment.lines().map(line -> line.replaceFirst("^#\\s?", "")).toList()) {
      String text = line.strip();
      boolean begins =
          line.startsWith(BULLET)
              || Stream.of(DIFFERENCES, SILENT, DEFAULTS).anyMatch(line::startsWith)
              || TWIN.matcher(line).matches();
      if (open && !begins && !text.isEmpty()) {
        paragraphs.addLast(paragraphs.removeLast() + " " + text);
      } else if (!text.isEmpty()) {
        paragraphs.add(text);
      }
      open = !text.isEmpty();
    }
    return new HeadComment(paragraphs);
  }

  /** The paths of the bullets under the deliberate differences. */
  public List<String> differences() {
    return paragraphs.stream()
        .dropWhile(one -> !one.startsWith(DIFFERENCES))
        .skip(1)
        .takeWhile(one -> one.startsWith(BULLET))
        .flatMap(one -> paths(one.substring(BULLET.length()).split(": ", 2)[0]).stream())
        .toList();
  }

  /** The paths that the paper does not state. */
  public List<String> silent() {
    return after(SILENT);
  }

  /** The first keys of what the file does not set and the paper does not state. */
  public List<String> defaults() {
    return after(DEFAULTS);
  }

  private List<String> after(String words) {
    return paragraphs.stream()
        .filter(one -> one.startsWith(words))
        .flatMap(one -> paths(one.substring(words.length())).stream())
        .toList();
  }

  /** What the comment of a twin names. */
  public Optional<Twin> twin() {
    return paragraphs.stream()
        .map(TWIN::matcher)
        .filter(found -> found.matches())
        .map(found -> new Twin(found.group(1), paths(found.group(2))))
        .findFirst();
  }

  /** Up to the end of the sentence: the dots inside paths are followed by no blank. */
  private static List<String> paths(String text) {
    String sentence = text.split("[.;](\\s|$)", 2)[0];
    return Stream.of(sentence.split(","))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .collect(Collectors.toList());
  }
}
