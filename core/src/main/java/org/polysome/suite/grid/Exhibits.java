package org.polysome.suite.grid;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.Nearest;
import org.polysome.fault.UsageException;

/**
 * What is shown of the judged runs of a grid.
 *
 * @param scores the numbers of each cell
 * @param compare with which cell the others are compared
 * @param tables as papers print them
 * @param figures as papers draw them
 */
public record Exhibits(
    @Default("[]") List<Score> scores,
    Optional<Compare> compare,
    @Default("[]") List<TableSpec> tables,
    @Default("[]") List<GridFigure> figures) {

  /** Copies the lists. */
  public Exhibits {
    scores = List.copyOf(scores);
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
  }

  /**
   * A comparison of every cell with one.
   *
   * @param base that one
   * @param correction for there being many comparisons
   */
  public record Compare(
      String base, @Default("benjamini-hochberg") Comparisons.Correction correction) {}

  /**
   * Checks that tables and figures name scores that there are.
   *
   * @throws UsageException with the nearest name, if one does not
   */
  public void check() {
    List<String> known = scores.stream().map(Score::name).toList();
    Stream<String> named =
        Stream.concat(
            tables.stream().flatMap(table -> table.scores().stream()),
            figures.stream().flatMap(figure -> figure.needed().stream()));
    named
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              String meant =
                  Nearest.to(name, known)
                      .map("did you mean %s?"::formatted)
                      .orElse("there are: " + String.join(", ", known));
              throw new UsageException(
                  "judge.show: there is no score \"%s\"; %s".formatted(name, meant));
            });
  }

  /** The score of a name that {@link #check} found. */
  Score score(String name) {
    return scores.stream().filter(score -> score.name().equals(name)).findFirst().orElseThrow();
  }
}
