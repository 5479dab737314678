package org.polysome.progress;

import org.polysome.fault.Cancellation;

/** Shows nothing, but still hears the wish to stop. */
record SilentProgress(Cancellation cancellation) implements Progress {

  @Override
  public void say(String line) {}

  @Override
  public Task start(String title, String unit, long total) {
    return new SilentTask(cancellation);
  }

  private record SilentTask(Cancellation cancellation) implements Task {

    @Override
    public void add(long count) {}

    @Override
    public void advance(long count) {
      cancellation.check();
    }

    @Override
    public void note(String text) {}

    @Override
    public void close() {}
  }
}
