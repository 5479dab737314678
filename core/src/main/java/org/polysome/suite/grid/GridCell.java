package org.polysome.suite.grid;

/**
 * A cell of a grid: one combination of its choices, in as many runs as there are repeats.
 *
 * @param name the names of its choices, joined by underscores
 * @param group number of its {@link org.polysome.page.Marker}
 */
public record GridCell(String name, int group) {

  /** What a reader calls it. */
  public String title() {
    return name.replace("_", ", ");
  }
}
