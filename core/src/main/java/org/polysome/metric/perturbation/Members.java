package org.polysome.metric.perturbation;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which cells each perturbation has.
 *
 * @param places of the cells of each code, ascending
 * @param present the codes that have cells, ascending, the control left out
 */
record Members(int[][] places, int[] present) {

  static Members of(PerturbedCells cells) {
    int[] sizes = new int[cells.perturbationCodes()];
    for (int code : cells.perturbations()) {
      sizes[code]++;
    }
    int[][] places = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[sizes.length];
    for (int cell = 0; cell < cells.perturbations().length; cell++) {
      int code = cells.perturbations()[cell];
      places[code][filled[code]++] = cell;
    }
    int[] present =
        IntStream.range(0, sizes.length)
            .filter(code -> code != cells.control() && sizes[code] > 0)
            .toArray();
    return new Members(places, present);
  }

  /** The places of the cells of each perturbation that is present. */
  Stream<int[]> ofEach() {
    return IntStream.of(present).mapToObj(code -> places[code]);
  }
}
