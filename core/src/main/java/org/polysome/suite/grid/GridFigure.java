package org.polysome.suite.grid;

import java.util.Comparator;
import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;

/** A figure as a paper draws it. */
public sealed interface GridFigure {

  /** Part of the name of its anchor. */
  String name();

  /** What it shows, and which figure of which paper it is. */
  String title();

  /** The scores that it shows. */
  List<String> needed();

  /**
   * One score against another, a point for each cell of the grid.
   *
   * @param name part of the name of its anchor
   * @param title what it shows, and which figure of which paper it is
   * @param across the score that runs to the right
   * @param up the score that runs upwards
   */
  record Scatter(String name, String title, String across, String up) implements GridFigure {
    @Override
    public List<String> needed() {
      return List.of(across, up);
    }
  }

  /**
   * A bar for each cell of the grid.
   *
   * @param name part of the name of its anchor
   * @param title what it shows, and which figure of which paper it is
   * @param scores a chart each
   * @param order of the bars
   */
  record Bars(
      String name, String title, @OneOrMore List<String> scores, @Default("grid") Order order)
      implements GridFigure {
    /** Copies the list. */
    public Bars {
      scores = List.copyOf(scores);
      Require.notEmpty("scores", scores);
    }

    @Override
    public List<String> needed() {
      return scores;
    }
  }

  /** An order of bars. */
  enum Order {
    /** That of the grid. */
    GRID,
    /** The lowest value first. */
    ASCENDING,
    /** The highest value first. */
    DESCENDING;

    /** By values; equal ones stay as they are. */
    Comparator<Estimate> comparator() {
      Comparator<Estimate> rising =
          Comparator.comparingDouble(estimate -> estimate.value().orElseThrow());
      return switch (this) {
        case GRID -> (_, _) -> 0;
        case ASCENDING -> rising;
        case DESCENDING -> rising.reversed();
      };
    }
  }
}
