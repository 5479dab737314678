package org.polysome.graph.umap;

/**
 * The forces of a UMAP layout by squared distance, in a table: closeness in the picture is {@code 1
 * / (1 + a d^2b)}, and a power for every pair of every epoch would be most of the time. A place in
 * the table is the sign, the exponent and the first eight bits of a float, so that a force is
 * within half a percent.
 */
final class Forces {

  /** Fitted to a plateau up to distance 0.5 and a fall with scale 1, as scanpy draws. */
  static final double A = 0.5830300205;

  static final double B = 1.3341669924;

  /** Keeps the push of two points in one place finite. */
  private static final double SOFT = 0.001;

  private static final int UNUSED_BITS = 15;

  private final float[] pulls = new float[1 << (Integer.SIZE - 1 - UNUSED_BITS)];
  private final float[] pushes = new float[pulls.length];

  Forces() {
    int middle = 1 << (UNUSED_BITS - 1);
    for (int place = 0; place < pulls.length; place++) {
      double squared = Float.intBitsToFloat((place << UNUSED_BITS) + middle);
      if (Double.isFinite(squared)) {
        double power = Math.pow(squared, B);
        pulls[place] = (float) (2 * A * B * power / squared / (1 + A * power));
        pushes[place] = (float) (2 * B / ((SOFT + squared) * (1 + A * power)));
      }
    }
  }

  /** How strongly an edge pulls, as a multiple of its length. */
  double pull(double squared) {
    return pulls[place(squared)];
  }

  /** How strongly a point pushes, as a multiple of the distance. */
  double push(double squared) {
    return pushes[place(squared)];
  }

  private static int place(double squared) {
    return Float.floatToRawIntBits((float) squared) >>> UNUSED_BITS;
  }
}
