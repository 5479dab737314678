package org.polysome.graph.spectral;

/**
 * How far each point is from a root by random walks of every length (Haghverdi et al. 2016) in
 * scanpy's form: distances in the diffusion map with each eigenvector stretched by {@code v / (1 -
 * v)}, those whose value is nearly 1 as they are.
 *
 * @param times from 0 at the root to 1 at the farthest point; {@link #UNREACHED} in other
 *     components of the graph
 */
public record DiffusionPseudotime(double[] times) {

  /** The time of a point in another component than the root. */
  public static final double UNREACHED = Double.POSITIVE_INFINITY;

  /** Eigenvectors that scanpy takes. */
  public static final int DIMENSIONS = 10;

  /** scanpy takes a larger eigenvalue for one of a stationary state. */
  private static final double STATIONARY = 0.9994;

  /**
   * Measures from a root.
   *
   * @param map of which the first {@link #DIMENSIONS} eigenvectors count
   * @param root a point
   */
  public static DiffusionPseudotime of(DiffusionMap map, int root) {
    int points = map.vectors().rows();
    if (root < 0 || root >= points) {
      throw new IllegalArgumentException("root " + root + " of " + points + " points");
    }
    int used = Math.min(DIMENSIONS, map.values().length);
    double[] times = new double[points];
    double farthest = 0;
    for (int point = 0; point < points; point++) {
      double squared = 0;
      for (int i = 0; i < used; i++) {
        double value = map.values()[i];
        double stretch = value < STATIONARY ? value / (1 - value) : 1;
        double apart = stretch * (map.vectors().get(root, i) - map.vectors().get(point, i));
        squared += apart * apart;
      }
      boolean reached = map.components().of()[point] == map.components().of()[root];
      times[point] = reached ? Math.sqrt(squared) : UNREACHED;
      farthest = reached ? Math.max(farthest, times[point]) : farthest;
    }
    for (int point = 0; point < points && farthest > 0; point++) {
      times[point] /= farthest;
    }
    return new DiffusionPseudotime(times);
  }
}
