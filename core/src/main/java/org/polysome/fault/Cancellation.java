package org.polysome.fault;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to stop, shared between whoever asks (Ctrl-C, a program with a stop button) and the
 * long loop that obeys. A loop polls it between two pieces of work: one that has nothing to save
 * calls {@link #check()} and lets its unfinished output delete itself; one that can be continued
 * asks {@link #requested()}, writes a checkpoint and throws a {@link CancelledException} that says
 * how to go on. Safe for use by many threads.
 */
public final class Cancellation {

  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks every loop that polls this to stop. */
  public void request() {
    requested.set(true);
  }

  /** Whether a stop was asked for. */
  public boolean requested() {
    return requested.get();
  }

  /**
   * Returns if nobody asked to stop.
   *
   * @throws CancelledException if someone did
   */
  public void check() {
    if (requested()) {
      throw new CancelledException("stopped as asked; nothing was written");
    }
  }
}
