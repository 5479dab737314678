package org.polysome.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.polysome.corpus.CorpusInfo.FileInfo;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;

/** Lengths and checksums of the files of a corpus. */
final class CorpusFiles {

  private static final int EDGE = 4096;
  private static final int BUFFER = 1 << 20;

  private CorpusFiles() {}

  /** Measures every file of a folder. */
  static List<FileInfo> measure(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(file -> measure(folder, file))
          .sorted(java.util.Comparator.comparing(FileInfo::path))
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(folder, e);
    }
  }

  /**
   * Compares each file's length and edges with what they were when written: cheap enough for every
   * opening.
   *
   * @throws DataException if a file is missing, cut off, or differs at its edges
   */
  static void check(Path folder, List<FileInfo> files) {
    for (FileInfo info : files) {
      Path file = folder.resolve(info.path());
      try (FileChannel channel = open(file, folder)) {
        if (channel.size() != info.bytes()) {
          throw damaged(file, "has %d bytes, expected %d".formatted(channel.size(), info.bytes()));
        }
        if (!edges(channel).equals(info.edgesCrc32c())) {
          throw damaged(file, "is not what was written");
        }
      } catch (IOException e) {
        throw IoFaults.reading(file, e);
      }
    }
  }

  /**
   * Reads every file to its end and compares it with what was written.
   *
   * @throws DataException if one differs
   */
  static void verify(Path folder, List<FileInfo> files) {
    for (FileInfo info : files) {
      Path file = folder.resolve(info.path());
      try (FileChannel channel = open(file, folder)) {
        if (!whole(channel).equals(info.crc32c())) {
          throw damaged(file, "is not what was written");
        }
      } catch (IOException e) {
        throw IoFaults.reading(file, e);
      }
    }
  }

  private static FileChannel open(Path file, Path folder) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw damaged(folder, folder.relativize(file) + " is missing");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static DataException damaged(Path file, String how) {
    return new DataException(
        "%s: %s; the corpus is damaged, build it again or restore it from a copy"
            .formatted(file, how));
  }

  private static FileInfo measure(Path folder, Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new FileInfo(
          folder.relativize(file).toString().replace('\\', '/'),
          channel.size(),
          whole(channel),
          edges(channel));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private static String edges(FileChannel channel) throws IOException {
    CRC32C crc = new CRC32C();
    update(crc, channel, 0, Math.min(EDGE, channel.size()));
    update(crc, channel, Math.max(0, channel.size() - EDGE), channel.size());
    return hex(crc);
  }

  private static String whole(FileChannel channel) throws IOException {
    CRC32C crc = new CRC32C();
    update(crc, channel, 0, channel.size());
    return hex(crc);
  }

  private static void update(CRC32C crc, FileChannel channel, long from, long until)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, until - from)));
    long at = from;
    while (at < until) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), until - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      crc.update(buffer.flip());
      at += read;
    }
  }

  private static String hex(CRC32C crc) {
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
