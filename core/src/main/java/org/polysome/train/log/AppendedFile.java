package org.polysome.train.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polysome.files.IoFaults;

/** A file that grows at its end while a run goes on; every fault names it. */
final class AppendedFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  private AppendedFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Starts a file that must not be there yet. */
  static AppendedFile create(Path path) throws IOException {
    return new AppendedFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Opens a file, or starts it, to go on behind its first bytes; what follows them is cut off. */
  static AppendedFile open(Path path, Length kept) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(kept.bytes());
    channel.position(channel.size());
    return new AppendedFile(path, channel);
  }

  /** How much of a file stays, asked once it is there. */
  @FunctionalInterface
  interface Length {
    long bytes() throws IOException;
  }

  /** Writes all bytes that are left in a buffer. */
  void append(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }

  /** Returns once everything is on the disk. */
  void force() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }
}
