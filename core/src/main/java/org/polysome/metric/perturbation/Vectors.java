package org.polysome.metric.perturbation;

/** What two vectors have in common. */
final class Vectors {

  private Vectors() {}

  /** The cosine, in [-1, 1]; 0 where a vector has no length. */
  static double cosine(double[] a, double[] b) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      first += a[i] * a[i];
      second += b[i] * b[i];
    }
    double norms = Math.sqrt(first) * Math.sqrt(second);
    return norms == 0 ? 0 : Math.clamp(product / norms, -1, 1);
  }
}
