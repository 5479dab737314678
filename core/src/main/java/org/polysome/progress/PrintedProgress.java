package org.polysome.progress;

import java.io.PrintStream;
import java.time.InstantSource;
import org.polysome.fault.Cancellation;

/**
 * Progress written to a stream: on a terminal a bar that is redrawn in place, elsewhere a line
 * every few seconds.
 */
public final class PrintedProgress implements Progress {

  static final long BAR_MILLIS = 100;
  static final long LINE_MILLIS = 5_000;

  private final PrintStream stream;
  private final boolean terminal;
  private final InstantSource clock;
  private final Cancellation cancellation;

  /**
   * Progress on a stream.
   *
   * @param terminal whether a person watches the stream, so that a line may be redrawn
   */
  public PrintedProgress(PrintStream stream, boolean terminal, Cancellation cancellation) {
    this(stream, terminal, cancellation, InstantSource.system());
  }

  PrintedProgress(
      PrintStream stream, boolean terminal, Cancellation cancellation, InstantSource clock) {
    this.stream = stream;
    this.terminal = terminal;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  @Override
  public void say(String line) {
    synchronized (stream) {
      stream.println(terminal ? "\r" + PrintedTask.padded(line) : line);
    }
  }

  @Override
  public Task start(String title, String unit, long total) {
    return new PrintedTask(this, new Gauge(title, unit, total), clock.millis());
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  long now() {
    return clock.millis();
  }

  boolean terminal() {
    return terminal;
  }

  void redraw(String line) {
    synchronized (stream) {
      stream.print("\r" + PrintedTask.padded(line));
      stream.flush();
    }
  }

  void endLine() {
    synchronized (stream) {
      stream.println();
    }
  }
}
