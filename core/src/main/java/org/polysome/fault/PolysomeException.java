package org.polysome.fault;

/**
 * A fault that the person at the keyboard can act on. Its message is one clear line (at most
 * three): what, where (file, key, column, cell), what was expected, what to do. The command line
 * prints the message without a stack trace and ends with {@link #exitStatus()}; every other
 * exception is a fault of ours and ends with status 3.
 */
public abstract sealed class PolysomeException extends RuntimeException
    permits UsageException,
        DivergedException,
        DataException,
        EnvironmentException,
        CancelledException {

  private static final long serialVersionUID = 1L;

  PolysomeException(String message) {
    super(message);
  }

  PolysomeException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The exit status of the process: 1 usage or configuration, 2 input data, 4 the environment, 130
   * stopped as asked.
   */
  public abstract int exitStatus();
}
