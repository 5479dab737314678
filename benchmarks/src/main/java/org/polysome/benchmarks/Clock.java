package org.polysome.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.polysome.fault.Cancellation;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/**
 * Watches a job as the person who waits does, and notes how long each counted piece of it took: the
 * real training or embedding is timed, not a copy of it.
 */
final class Clock implements Progress {

  private static final double NANOS = 1e9;

  private final Cancellation cancellation = new Cancellation();
  private final List<Lap> laps = new ArrayList<>();
  private final Watcher watcher;
  private long since;

  /**
   * A piece of work.
   *
   * @param cells how many
   * @param seconds how long they took
   */
  record Lap(long cells, double seconds) {}

  /** Hears of each piece that is done, before the next one begins. */
  interface Watcher {
    /** Hears of the pieces done so far; may throw {@link Enough}. */
    void done(List<Lap> laps);
  }

  /** Ends a job of which enough was seen. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("enough was measured", null, false, false);
    }
  }

  Clock(Watcher watcher) {
    this.watcher = watcher;
  }

  /** The pieces that were done. */
  List<Lap> laps() {
    return List.copyOf(laps);
  }

  @Override
  public void say(String line) {}

  @Override
  public Task start(String title, String unit, long total) {
    laps.clear();
    since = System.nanoTime();
    return new Laps();
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  private final class Laps implements Task {

    @Override
    public void add(long count) {
      laps.add(new Lap(count, (System.nanoTime() - since) / NANOS));
      watcher.done(laps());
      since = System.nanoTime();
    }

    @Override
    public void advance(long count) {
      add(count);
    }

    @Override
    public void note(String text) {}

    @Override
    public void close() {}
  }
}
