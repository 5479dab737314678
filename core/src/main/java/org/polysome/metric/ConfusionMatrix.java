package org.polysome.metric;

import org.polysome.matrix.ArraySize;

/**
 * How often each class was taken for each other, and the scores that follow from it. A score whose
 * denominator is zero is zero, as in scikit-learn.
 *
 * @param classes number of classes
 * @param counts (truth, prediction), row-major: how many cells of a class were given which
 */
public record ConfusionMatrix(int classes, long[] counts) {

  /** Checks the shape. */
  public ConfusionMatrix {
    if (counts.length != (long) classes * classes) {
      throw new IllegalArgumentException(counts.length + " counts of " + classes + " classes");
    }
  }

  /** Counts each cell once. */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    long[] counts = new long[ArraySize.of("a confusion matrix (labels, labels)", classes, classes)];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i] * classes + predicted[i]]++;
    }
    return new ConfusionMatrix(classes, counts);
  }

  /** The cells of both matrices, which are about the same classes. */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    long[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.counts[i];
    }
    return new ConfusionMatrix(classes, sums);
  }

  /** Number of cells. */
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** Number of cells of a class. */
  public long support(int label) {
    long sum = 0;
    for (int predicted = 0; predicted < classes; predicted++) {
      sum += counts[label * classes + predicted];
    }
    return sum;
  }

  private long predicted(int label) {
    long sum = 0;
    for (int truth = 0; truth < classes; truth++) {
      sum += counts[truth * classes + label];
    }
    return sum;
  }

  private long correct(int label) {
    return counts[label * classes + label];
  }

  /** The share of cells given their class, which is the micro F1. */
  public double accuracy() {
    return ratio(correct(), total());
  }

  private long correct() {
    long correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += correct(label);
    }
    return correct;
  }

  /** Of the cells given a class, the share that has it. */
  public double precision(int label) {
    return ratio(correct(label), predicted(label));
  }

  /** Of the cells of a class, the share that was given it. */
  public double recall(int label) {
    return ratio(correct(label), support(label));
  }

  /** The harmonic mean of precision and recall of a class. */
  public double f1(int label) {
    return ratio(2 * correct(label), support(label) + predicted(label));
  }

  /**
   * The mean F1 over the classes that occur in truth or prediction; one that is only predicted
   * counts as zero.
   */
  public double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (int label = 0; label < classes; label++) {
      if (support(label) + predicted(label) > 0) {
        sum += f1(label);
        occurring++;
      }
    }
    return occurring == 0 ? 0 : sum / occurring;
  }

  /** The mean F1 weighted by the number of cells of each class. */
  public double weightedF1() {
    double sum = 0;
    for (int label = 0; label < classes; label++) {
      sum += f1(label) * support(label);
    }
    return total() == 0 ? 0 : sum / total();
  }

  /** The mean recall over the classes that occur in the truth. */
  public double balancedAccuracy() {
    double sum = 0;
    int occurring = 0;
    for (int label = 0; label < classes; label++) {
      sum += recall(label);
      occurring += support(label) > 0 ? 1 : 0;
    }
    return occurring == 0 ? 0 : sum / occurring;
  }

  /** The correlation of truth and prediction (Matthews, 1975; Gorodkin, 2004), in [-1, 1]. */
  public double matthews() {
    double cells = total();
    double agreed = correct() * cells;
    double truths = cells * cells;
    double predictions = truths;
    for (int label = 0; label < classes; label++) {
      double given = predicted(label);
      agreed -= given * support(label);
      truths -= (double) support(label) * support(label);
      predictions -= given * given;
    }
    double variances = truths * predictions;
    return variances == 0 ? 0 : agreed / Math.sqrt(variances);
  }

  /** Agreement beyond chance over the most there can be (Cohen, 1960). */
  public double kappa() {
    double cells = total();
    double chance = 0;
    for (int label = 0; label < classes; label++) {
      chance += support(label) / cells * (predicted(label) / cells);
    }
    return cells == 0 || chance == 1 ? 0 : (accuracy() - chance) / (1 - chance);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
