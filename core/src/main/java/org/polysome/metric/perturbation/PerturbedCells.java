package org.polysome.metric.perturbation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;

/**
 * Embedded cells of a perturbation screen.
 *
 * @param points (cells, dimensions), finite
 * @param perturbations what was done to each cell, from 0
 * @param batches the batch of each cell, from 0; the same for all where there are none
 * @param control which perturbation is the control, such as a guide that targets nothing
 */
public record PerturbedCells(DenseMatrix points, int[] perturbations, int[] batches, int control) {

  /**
   * Checks lengths and numbers.
   *
   * @throws IllegalArgumentException if the lengths differ, a code is below 0 or a coordinate is
   *     not finite
   */
  public PerturbedCells {
    if (perturbations.length != points.rows() || batches.length != points.rows()) {
      throw new IllegalArgumentException(
          "%d cells, %d perturbations, %d batches"
              .formatted(points.rows(), perturbations.length, batches.length));
    }
    if (control < 0 || Arrays.stream(perturbations).anyMatch(code -> code < 0)) {
      throw new IllegalArgumentException("a perturbation's code is below 0");
    }
    if (Arrays.stream(batches).anyMatch(code -> code < 0)) {
      throw new IllegalArgumentException("a batch's code is below 0");
    }
    if (!points.isFinite()) {
      throw new IllegalArgumentException("a coordinate of an embedding is not finite");
    }
  }

  /** The same cells elsewhere, such as after an alignment. */
  public PerturbedCells at(DenseMatrix elsewhere) {
    return new PerturbedCells(elsewhere, perturbations, batches, control);
  }

  /** The number of codes of perturbations, whether or not each occurs. */
  public int perturbationCodes() {
    return Math.max(control, Arrays.stream(perturbations).max().orElse(0)) + 1;
  }

  /** The number of codes of batches, whether or not each occurs. */
  public int batchCodes() {
    return Arrays.stream(batches).max().orElse(-1) + 1;
  }

  /** The places of all controls. */
  public int[] controls() {
    return ofPerturbation(control);
  }

  /** The places of the cells of a perturbation. */
  public int[] ofPerturbation(int perturbation) {
    return IntStream.range(0, perturbations.length)
        .filter(cell -> perturbations[cell] == perturbation)
        .toArray();
  }

  /** The places of the cells of a batch. */
  public int[] ofBatch(int batch) {
    return IntStream.range(0, batches.length).filter(cell -> batches[cell] == batch).toArray();
  }

  /** The places of the controls of a batch. */
  public int[] controlsOf(int batch) {
    return Arrays.stream(ofBatch(batch)).filter(cell -> perturbations[cell] == control).toArray();
  }

  /**
   * The batches that have cells, but fewer controls than so many: nothing can be learnt about them.
   */
  public int[] batchesShortOfControls(int controls) {
    return IntStream.range(0, batchCodes())
        .filter(batch -> ofBatch(batch).length > 0 && controlsOf(batch).length < controls)
        .toArray();
  }
}
