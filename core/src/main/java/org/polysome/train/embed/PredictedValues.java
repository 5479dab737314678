package org.polysome.train.embed;

/**
 * Hidden values of cells that are not zero, in the order of the cells; beside what a model predicts
 * what simple means say, of values that were not hidden and not zero.
 *
 * @param measured the truth, as the tokenizer of the run normalises it
 * @param predicted by the model
 * @param geneMeans the mean of the gene over all cells, or of all genes where it was never shown
 * @param cellMeans the mean of the cell, or of all cells where it showed nothing
 */
public record PredictedValues(
    double[] measured, double[] predicted, double[] geneMeans, double[] cellMeans) {

  /** Checks the lengths. */
  public PredictedValues {
    if (predicted.length != measured.length
        || geneMeans.length != measured.length
        || cellMeans.length != measured.length) {
      throw new IllegalArgumentException(
          "%d values, %d predictions".formatted(measured.length, predicted.length));
    }
  }

  /** How many there are. */
  public int size() {
    return measured.length;
  }
}
