package org.polysome.fault;

/**
 * Wrong usage or configuration: a misspelt key, a missing or existing output, a folder that cannot
 * be written.
 */
public final class UsageException extends PolysomeException {

  private static final long serialVersionUID = 1L;

  /** A fault with its one-line message. */
  public UsageException(String message) {
    super(message);
  }

  /** A fault with its one-line message and what caused it. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 1;
  }
}
