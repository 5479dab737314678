package org.polysome.tensor;

import java.util.Locale;
import org.polysome.fault.EnvironmentException;

/**
 * The engine refused an operation: shapes that do not fit, an index out of range, an element type
 * that it cannot use. The message is the first line of the engine's own; the C++ stack below it is
 * dropped.
 */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  private EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A fault of the machine where memory ran out, one of ours otherwise. */
  static RuntimeException of(RuntimeException fault) {
    String message = String.valueOf(fault.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.contains("can't allocate memory")
        || lower.contains("out of memory")
        || lower.contains("bad_alloc")) {
      return new EnvironmentException(
          "out of memory in the engine: "
              + line
              + "; lower train.batch-size or the token length, or use a machine with more memory",
          fault);
    }
    return new EngineException(line, fault);
  }
}
