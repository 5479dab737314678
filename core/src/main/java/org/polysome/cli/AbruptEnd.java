package org.polysome.cli;

/** The end of a process whose command does not stop. */
final class AbruptEnd {

  private AbruptEnd() {}

  /** Ends the process. */
  static void now(int status) {
    Runtime.getRuntime().halt(status);
  }
}
