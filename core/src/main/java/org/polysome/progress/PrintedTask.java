package org.polysome.progress;

import java.util.concurrent.atomic.AtomicLong;

/** One counted piece of work on a stream. */
final class PrintedTask implements Task {

  private static final int LINE_WIDTH = 79;

  private final PrintedProgress progress;
  private final Gauge gauge;
  private final long started;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong nextShow;
  private volatile String note = "";
  private volatile boolean shown;

  PrintedTask(PrintedProgress progress, Gauge gauge, long started) {
    this.progress = progress;
    this.gauge = gauge;
    this.started = started;
    this.nextShow = new AtomicLong(started + interval());
  }

  @Override
  public void add(long count) {
    done.addAndGet(count);
    long now = progress.now();
    long due = nextShow.get();
    if (now >= due && nextShow.compareAndSet(due, now + interval())) {
      show(now);
    }
  }

  @Override
  public void advance(long count) {
    add(count);
    progress.cancellation().check();
  }

  @Override
  public void note(String text) {
    note = text;
  }

  @Override
  public void close() {
    if (progress.terminal()) {
      show(progress.now());
      progress.endLine();
    } else if (shown) {
      show(progress.now());
    }
  }

  private void show(long now) {
    shown = true;
    double seconds = (now - started) / 1000.0;
    if (progress.terminal()) {
      progress.redraw(gauge.bar(done.get(), seconds, note));
    } else {
      progress.say(gauge.line(done.get(), seconds, note));
    }
  }

  private long interval() {
    return progress.terminal() ? PrintedProgress.BAR_MILLIS : PrintedProgress.LINE_MILLIS;
  }

  /** A line long enough to cover what was drawn before it. */
  static String padded(String line) {
    return line + " ".repeat(Math.max(0, LINE_WIDTH - line.length()));
  }
}
