package org.polysome.metric.silhouette;

/** How far two cells are apart. */
public enum Distance {
  /** The length of the difference. */
  EUCLIDEAN,
  /**
   * 1 minus the cosine of the angle, between 0 and 2; a zero vector is at distance 1 from every
   * other cell, as in scikit-learn.
   */
  COSINE,
  /**
   * As {@link #COSINE}, but a zero vector has no direction and hence no distance (NaN), as in
   * scib-metrics: every silhouette that would need such a distance is 0.
   */
  COSINE_OF_DIRECTIONS
}
