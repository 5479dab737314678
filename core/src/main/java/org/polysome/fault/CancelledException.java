package org.polysome.fault;

/**
 * The end of a job that was asked to stop. Its message says what is left behind and how to go on.
 * The exit status is that of Ctrl-C; after SIGTERM the process ends with 143 all the same, because
 * the signal decides.
 */
public final class CancelledException extends PolysomeException {

  private static final long serialVersionUID = 1L;

  /** The end of a job, with its one-line message. */
  public CancelledException(String message) {
    super(message);
  }

  @Override
  public int exitStatus() {
    return 130;
  }
}
