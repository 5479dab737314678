package org.polysome.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A suite as users name it, whatever its options: a constant of its package and one line of {@link
 * Suites}.
 *
 * @param name on the command line and in results, such as {@code integration}
 * @param metrics every metric that it may write, families as such
 * @param groups every kind of number among them
 * @param plain how it is asked for without options of its own; absent if it has some, then the
 *     command line has a command for it
 */
public record SuiteKind(
    String name, List<Metric> metrics, List<Group> groups, Optional<Plain> plain) {

  /** Copies the lists. */
  public SuiteKind {
    metrics = List.copyOf(metrics);
    groups = List.copyOf(groups);
  }

  /** A kind with options of its own. */
  public SuiteKind(String name, List<Metric> metrics, List<Group> groups) {
    this(name, metrics, groups, Optional.empty());
  }

  /** The same without options. */
  public SuiteKind as(Plain how) {
    return new SuiteKind(name, metrics, groups, Optional.of(how));
  }

  /**
   * A suite that needs nothing but columns of {@code obs}.
   *
   * @param suite makes it
   * @param label what it does with a column of labels; absent if it asks for none
   * @param batch what it does with a column of batches; absent if it asks for none
   * @param help of its command
   */
  public record Plain(
      Supplier<Suite> suite, Optional<Column> label, Optional<Column> batch, Help help) {}

  /**
   * A column of {@code obs}.
   *
   * @param use what it is for
   * @param needed whether it must be named
   * @param usual its name where none is given; absent if there is none
   */
  public record Column(String use, boolean needed, Optional<String> usual) {

    /** One that must be named. */
    public static Column needed(String use) {
      return new Column(use, true, Optional.empty());
    }

    /** One without which the suite asks less. */
    public static Column optional(String use) {
      return new Column(use, false, Optional.empty());
    }

    /** One that has a usual name. */
    public static Column named(String usual, String use) {
      return new Column(use, true, Optional.of(usual));
    }
  }

  /**
   * The help of a command.
   *
   * @param lines what it does, the first in a sentence
   * @param example the arguments of a real call, without input and output
   */
  public record Help(List<String> lines, String example) {

    /** Copies the lines. */
    public Help {
      lines = List.copyOf(lines);
    }
  }
}
