package org.polysome.fault;

/**
 * Input data that cannot be used as it is: a truncated file, negative counts, a missing label
 * column.
 */
public final class DataException extends PolysomeException {

  private static final long serialVersionUID = 1L;

  /** A fault with its one-line message. */
  public DataException(String message) {
    super(message);
  }

  /** A fault with its one-line message and what caused it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitStatus() {
    return 2;
  }
}
