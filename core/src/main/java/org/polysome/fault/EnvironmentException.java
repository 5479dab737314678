package org.polysome.fault;

/** The machine cannot do it: disk full, out of memory, the engine does not load. */
public final class EnvironmentException extends PolysomeException {

  private static final long serialVersionUID = 1L;

  /** A fault with its one-line message. */
  public EnvironmentException(String message) {
    super(message);
  }

  /** A fault with its one-line message and what caused it. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 4;
  }
}
