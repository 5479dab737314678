package org.polysome.train;

import org.polysome.fault.Cancellation;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

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
    return new Task() {
      @Override
      public void add(long count) {
        if (++done == steps) {
          stop();
        }
      }

      @Override
      public void advance(long count) {
        add(count);
      }

      @Override
      public void note(String text) {}

      @Override
      public void close() {}
    };
  }
}
