package org.polysome.train;

import org.polysome.fault.Cancellation;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.progress.Watching;

/** Someone who asks to stop while a step is taken. */
public class StopAfter implements Progress {

  private final Cancellation cancellation;
  private final int steps;
  private int done;

  public StopAfter(int steps) {
    this(steps, new Cancellation());
  }

  public StopAfter(int steps, Cancellation cancellation) {
    this.cancellation = cancellation;
    this.steps = steps;
  }

  protected void stop() {
    cancellation.request();
  }

  @Override
  public void say(String line) {}

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public Task start(String title, String unit, long total) {
    return new Watching(cancellation, this::advanced).start(title, unit, total);
  }

  private void advanced(long count) {
    if (++done == steps) {
      stop();
    }
  }
}
