package org.polysome.suite.map;

import java.util.List;
import java.util.Optional;

/**
 * A layout of judged cells in two dimensions, for the report.
 *
 * @param input the file
 * @param embedding the embedding that was laid out
 * @param cells names of the cells
 * @param x first coordinate of each
 * @param y second coordinate of each
 * @param label what the cells are coloured by
 * @param batch what they are coloured by in a second picture
 */
public record Picture(
    String input,
    String embedding,
    List<String> cells,
    float[] x,
    float[] y,
    Colouring label,
    Optional<Colouring> batch) {

  /** The most points in a picture; of more cells, every so many is drawn. */
  public static final int MOST_POINTS = 20_000;

  /** Copies the names. */
  public Picture {
    cells = List.copyOf(cells);
  }

  /**
   * Groups of cells.
   *
   * @param column the {@code obs} column
   * @param names the groups
   * @param codes the group of each cell, -1 for none
   */
  public record Colouring(String column, List<String> names, int[] codes) {
    /** Copies the names. */
    public Colouring {
      names = List.copyOf(names);
    }
  }
}
