package org.polysome.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.polysome.files.IoFaults;

/**
 * Standard output that remembers why it broke, because writers of text swallow the reason. A reader
 * that has seen enough ({@code polysome recipes | head}) is no fault; a full disk is.
 */
final class ResultStream extends OutputStream {

  private final OutputStream stream;
  private Optional<IOException> fault = Optional.empty();

  ResultStream(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream);
  }

  boolean isDiskFull() {
    return fault.filter(IoFaults::isDiskFull).isPresent();
  }

  @Override
  public void write(int b) throws IOException {
    remembering(() -> stream.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    remembering(() -> stream.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    remembering(stream::flush);
  }

  private void remembering(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      fault = fault.or(() -> Optional.of(e));
      throw e;
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
