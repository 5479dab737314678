package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.page.Numbers;

/**
 * A table with its numbers, ready to be written.
 *
 * @param spec what was asked for
 * @param columns headings of the numbers
 * @param lines from the top
 * @param notes what a reader should know
 */
public record GridTable(
    TableSpec spec, List<String> columns, List<Line> lines, List<String> notes) {

  /** Copies the lists. */
  public GridTable {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * A line.
   *
   * @param part the heading it stands under, or nothing
   * @param name of the cell or baseline
   * @param reading in which its runs were judged; nothing of a baseline
   * @param facts as text, one for each that was asked for
   * @param fields one for each column
   * @param baseline whether it is one
   */
  record Line(
      String part,
      String name,
      String reading,
      List<String> facts,
      List<Field> fields,
      boolean baseline) {

    /** Whether a number of it has a standard deviation or an interval. */
    boolean isUncertain() {
      return fields.stream()
          .map(Field::estimate)
          .anyMatch(estimate -> estimate.sd().isPresent() || estimate.interval().isPresent());
    }
  }

  /**
   * A number in a line.
   *
   * @param score that it is of
   * @param estimate its value
   * @param difference from the base, where that was tested
   * @param best whether no run has a better value in the column
   */
  record Field(
      Score score, Estimate estimate, Optional<Comparisons.Difference> difference, boolean best) {

    Field asBest() {
      return new Field(score, estimate, difference, true);
    }

    boolean isMarked() {
      return difference.map(Comparisons.Difference::isMarked).orElse(false);
    }
  }

  /** Whether lines of several readings stand below each other. */
  boolean hasReadings() {
    return lines.stream().filter(line -> !line.baseline).map(Line::reading).distinct().count() > 1;
  }

  /** Whether lines stand under headings. */
  boolean hasParts() {
    return !spec.parts().isEmpty();
  }

  /** The headings before the numbers. */
  List<String> leading() {
    var leading = new ArrayList<>(List.of("Run"));
    if (hasReadings()) {
      leading.add("Reading");
    }
    spec.facts().forEach(fact -> leading.add(fact.title()));
    return leading;
  }

  /** A value as the table shows it, or why there is none. */
  String shown(Field field) {
    Estimate estimate = field.estimate;
    return estimate.value().isPresent()
        ? number(field.score, estimate.value().getAsDouble()) + (field.isMarked() ? " *" : "")
        : estimate.status().equals(Estimate.NOT_JUDGED) ? "–" : estimate.status().replace('-', ' ');
  }

  /** What a value may be off by, or nothing. */
  String sd(Field field) {
    OptionalDouble sd = field.estimate.sd();
    if (sd.isPresent()) {
      return "± " + number(field.score, sd.getAsDouble());
    }
    return field
        .estimate
        .interval()
        .map(ends -> number(field.score, ends.low()) + " – " + number(field.score, ends.high()))
        .orElse("");
  }

  private String number(Score score, double value) {
    if (score.isAmount()) {
      return Numbers.significant(value);
    }
    return spec.percent() ? String.format(Locale.ROOT, "%.1f", 100 * value) : Numbers.score(value);
  }
}
