package org.polysome.train.loop;

/** Cells per second since it was last asked. */
final class Pace {

  private static final double NANOS = 1e9;

  private long since = System.nanoTime();
  private long cells;

  void add(long more) {
    cells += more;
  }

  /** The pace of this lap; begins the next. */
  double lap() {
    long now = System.nanoTime();
    double pace = cells * NANOS / Math.max(1, now - since);
    since = now;
    cells = 0;
    return pace;
  }
}
