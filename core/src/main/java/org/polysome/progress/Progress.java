package org.polysome.progress;

import org.polysome.fault.Cancellation;

/**
 * The line between a long job and the person who started it: it says what it does, shows how far it
 * is, and hears the wish to stop. Results never go this way. Safe for use by many threads.
 */
public interface Progress {

  /** Tells the person one line, such as what was detected in a file. */
  void say(String line);

  /**
   * Begins a piece of work that is counted.
   *
   * @param title what is done, one or two words
   * @param unit what is counted, in the plural: cells, steps
   * @param total how many there are, or 0 if nobody knows
   */
  Task start(String title, String unit, long total);

  /** The wish to stop, for loops that poll it themselves. */
  Cancellation cancellation();

  /** The same without remarks, for work whose remarks were made already. */
  default Progress withoutRemarks() {
    return new WordlessProgress(this);
  }

  /** Says and shows nothing, for use as a library. */
  static Progress silent(Cancellation cancellation) {
    return new SilentProgress(cancellation);
  }

  /** Says and shows nothing, and is never stopped. */
  static Progress silent() {
    return silent(new Cancellation());
  }
}
