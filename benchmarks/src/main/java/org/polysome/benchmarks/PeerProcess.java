package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.polysome.fault.UsageException;

/** A script of another library, in a Python that has it. */
final class PeerProcess {

  private PeerProcess() {}

  /**
   * What it prints.
   *
   * @param builder of which the first word of the command is the Python
   * @param library what the script imports
   * @throws UsageException if it fails
   */
  static String output(ProcessBuilder builder, String library)
      throws IOException, InterruptedException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new UsageException(
          "the peer failed; is %s installed for %s?"
              .formatted(library, builder.command().getFirst()));
    }
    return output;
  }
}
