package org.polysome.suite;

import java.util.Locale;
import org.polysome.metric.Definition;
import org.polysome.metric.Flavor;

/**
 * A number that a suite writes, a constant of the suite that works it out. Tables, figures, ranks
 * and the page of metrics read from it what they say. A name with an asterisk stands for a family,
 * such as a recall for each database.
 *
 * @param name in results, such as {@code knn_accuracy}
 * @param title what a reader calls it
 * @param direction which values are better
 * @param kind how it is shown
 * @param flavor by whose definition; rows of results may be of a variant of it
 */
public record Metric(String name, String title, Direction direction, Kind kind, Definition flavor) {

  private static final String ANY = "*";

  /** Which values of a metric are better. */
  public enum Direction {
    /** Higher ones. */
    HIGHER("higher"),
    /** Lower ones. */
    LOWER("lower"),
    /** Neither: it describes, and nothing is ranked or marked by it. */
    NEITHER("neither");

    private final String text;

    Direction(String text) {
      this.text = text;
    }

    /** What a reader calls it. */
    public String text() {
      return text;
    }

    /** What a value is multiplied by so that a greater product is a better value; 0 of neither. */
    public double sign() {
      return switch (this) {
        case HIGHER -> 1;
        case LOWER -> -1;
        case NEITHER -> 0;
      };
    }

    /** Whether a value is better than another. */
    public boolean isBetter(double value, double other) {
      return sign() * value > sign() * other;
    }
  }

  /** How a metric is shown. */
  public enum Kind {
    /** A share or a correlation, with three digits. */
    SCORE,
    /** A number of any size, such as an error, with as many digits as tell it from others. */
    AMOUNT,
    /** How sure a probe is, which has a table of its own. */
    CERTAINTY
  }

  /** Checks that name and title are there, and a family in both of them. */
  public Metric {
    if (!name.matches("[a-z0-9_*]+") || title.isBlank()) {
      throw new IllegalArgumentException("metric '%s', title '%s'".formatted(name, title));
    }
    if (name.contains(ANY) != title.contains(ANY)) {
      throw new IllegalArgumentException("a family has its asterisk in name and title: " + name);
    }
  }

  /** A score that is better when it is higher. */
  public static Metric higher(String name, String title, Definition flavor) {
    return new Metric(name, title, Direction.HIGHER, Kind.SCORE, flavor);
  }

  /** The same by a project's definition. */
  public static Metric higher(String name, String title, Flavor flavor) {
    return higher(name, title, Definition.of(flavor));
  }

  /** A score that is better when it is lower. */
  public static Metric lower(String name, String title, Definition flavor) {
    return new Metric(name, title, Direction.LOWER, Kind.SCORE, flavor);
  }

  /** The same by a project's definition. */
  public static Metric lower(String name, String title, Flavor flavor) {
    return lower(name, title, Definition.of(flavor));
  }

  /** A score that is neither better nor worse. */
  public static Metric neither(String name, String title, Flavor flavor) {
    return new Metric(name, title, Direction.NEITHER, Kind.SCORE, Definition.of(flavor));
  }

  /** The same shown otherwise. */
  public Metric as(Kind other) {
    return new Metric(name, title, direction, other, flavor);
  }

  /** The same by another definition. */
  public Metric by(Definition other) {
    return new Metric(name, title, direction, kind, other);
  }

  /** Whether it stands for a family. */
  public boolean isFamily() {
    return name.contains(ANY);
  }

  /** The member of a family that is about something, which its name has in small letters. */
  public Metric about(String member) {
    if (!isFamily()) {
      throw new IllegalArgumentException(name + " is no family");
    }
    String small = member.toLowerCase(Locale.ROOT);
    return new Metric(name.replace(ANY, small), title.replace(ANY, small), direction, kind, flavor);
  }

  /** Whether it is the metric of that name, or the family of it. */
  boolean holds(String metric) {
    int any = name.indexOf(ANY);
    return any < 0
        ? metric.equals(name)
        : metric.length() > name.length() - 1
            && metric.startsWith(name.substring(0, any))
            && metric.endsWith(name.substring(any + 1));
  }

  /** Itself or, of a family, the member of that name. */
  Metric member(String metric) {
    int any = name.indexOf(ANY);
    return any < 0
        ? this
        : about(metric.substring(any, metric.length() - (name.length() - any - 1)));
  }
}
