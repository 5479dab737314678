package org.polysome.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.polysome.fault.Cancellation;

/**
 * A command as if it had been typed, run in this process.
 *
 * @param status exit status
 * @param results standard output
 * @param errors standard error
 */
record Typed(int status, String results, String errors) {

  /** Runs {@code polysome} with some arguments. */
  static Typed polysome(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(errors, true, StandardCharsets.UTF_8);
    int status = new Polysome(new Cancellation(), stream, false).run(results, arguments);
    return new Typed(status, text(results), text(errors));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
