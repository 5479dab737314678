package org.polysome.progress;

/** A piece of work that is counted and shown. Safe for use by many threads. */
public interface Task extends AutoCloseable {

  /** Counts some more as done. */
  void add(long count);

  /**
   * Counts some more as done and ends the work if someone asked to stop. Loops that write a
   * checkpoint first use {@link #add} and ask the cancellation themselves.
   *
   * @throws org.polysome.fault.CancelledException if someone asked to stop
   */
  void advance(long count);

  /** Shows a short text behind the count, such as the loss, until the next one. */
  void note(String text);

  /** Ends the display, wherever the work has come to. */
  @Override
  void close();
}
