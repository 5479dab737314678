package org.polysome.progress;

import org.polysome.fault.Cancellation;

/** Shows the tasks of another progress and hears the wish to stop, but repeats no remark. */
record WordlessProgress(Progress shown) implements Progress {

  @Override
  public void say(String line) {}

  @Override
  public Task start(String title, String unit, long total) {
    return shown.start(title, unit, total);
  }

  @Override
  public Cancellation cancellation() {
    return shown.cancellation();
  }
}
