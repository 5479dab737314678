package org.polysome.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hidden name beside an output, {@code .NAME.part-PROCESS-NUMBER}, for what is being written. As
 * long as the writer lives its process holds a lock on a file of the same name with {@code .lock}
 * at the end; the system frees the lock when the process ends, however it does.
 *
 * <p>So a leftover is told from work in progress, and {@link #sweep} deletes it. The rule: only
 * names made from this very output, only those that have a lock file, and only if that lock can be
 * had. Where a file system has no locks nothing is swept.
 */
final class Claim implements AutoCloseable {

  private static final String LOCK = ".lock";

  /** Tells this process from all others, also from one of the same number in another container. */
  private static final String PROCESS = random();

  private final Path pending;
  private final FileChannel lock;

  private Claim(Path pending, FileChannel lock) {
    this.pending = pending;
    this.lock = lock;
  }

  /** Claims a new name beside an output. Nothing of that name exists yet. */
  static Claim beside(Path target) throws IOException {
    String name = ".%s.part-%s-%s".formatted(target.getFileName(), PROCESS, random());
    Path pending = target.resolveSibling(name);
    FileChannel channel =
        FileChannel.open(lockOf(pending), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("another process took " + lockOf(pending));
      }
    } catch (IOException withoutLocks) {
      // Then nobody can tell that the writer is dead, so there must be no lock file to look at.
      Files.deleteIfExists(lockOf(pending));
    }
    return new Claim(pending, channel);
  }

  /** Deletes what dead processes left beside an output. */
  static void sweep(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    Pattern names =
        Pattern.compile(
            Pattern.quote("." + target.getFileName())
                + "\\.part-([0-9a-f]{8})-[0-9a-f]{8}"
                + Pattern.quote(LOCK));
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(
            folder, path -> isForeign(names.matcher(path.getFileName().toString())))) {
      for (Path lock : locks) {
        sweepIfDead(lock);
      }
    }
  }

  /** Opening a lock file of this process, and closing it again, would give up the lock. */
  private static boolean isForeign(Matcher name) {
    return name.matches() && !name.group(1).equals(PROCESS);
  }

  private static void sweepIfDead(Path lock) {
    String name = lock.getFileName().toString();
    Path pending = lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      FileLock held = channel.tryLock();
      if (held != null) {
        if (Files.exists(pending)) {
          FileTree.delete(pending);
        }
        Files.deleteIfExists(lock);
      }
    } catch (IOException staysHidden) {
      org.slf4j.LoggerFactory.getLogger(Claim.class)
          .warn("could not delete {}: {}", pending, staysHidden.getMessage());
    }
  }

  /** The claimed name. */
  Path pending() {
    return pending;
  }

  /** Gives up the name, after what had it is renamed or deleted. */
  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(lockOf(pending));
    } catch (IOException leftover) {
      org.slf4j.LoggerFactory.getLogger(Claim.class)
          .warn("could not delete {}: {}", lockOf(pending), leftover.getMessage());
    }
  }

  private static Path lockOf(Path pending) {
    return pending.resolveSibling(pending.getFileName() + LOCK);
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
