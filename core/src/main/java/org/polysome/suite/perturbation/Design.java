package org.polysome.suite.perturbation;

import java.util.Arrays;
import java.util.List;
import org.polysome.fault.DataException;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.map.Grouping;

/**
 * What was done to the cells of a screen, and where.
 *
 * @param places of its cells among the judged ones: those with a batch
 * @param perturbations names, by their codes
 * @param control the code of the control
 * @param batches the batch of each cell
 * @param batchNames names, by their codes
 */
record Design(
    int[] places, List<String> perturbations, int control, int[] batches, List<String> batchNames) {

  /**
   * Of the judged cells of an input.
   *
   * @throws DataException if no judged cell is a control
   */
  static Design of(JudgedInput input, String control) {
    Grouping labels = input.cells().labels();
    int code = labels.names().indexOf(control);
    if (code < 0) {
      throw new DataException(
          "no cell of %s has '%s' as its '%s', so there is no control; there are: %s"
              .formatted(input.name(), control, labels.column(), some(labels.names())));
    }
    Grouping batches = input.cells().batches().orElseThrow();
    int[] places = input.placesWithBatch();
    int[] codes = Arrays.stream(places).map(cell -> batches.codes()[cell]).toArray();
    return new Design(places, labels.names(), code, codes, batches.names());
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(8, names.size())));
    return names.size() > 8 ? first + " and %d more".formatted(names.size() - 8) : first;
  }
}
