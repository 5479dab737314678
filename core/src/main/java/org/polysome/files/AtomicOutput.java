package org.polysome.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.polysome.fault.UsageException;

/**
 * A file or a folder that appears whole or not at all. What is being written lives in a hidden
 * sibling of the target ({@link #path()}), is flushed to the disk and renamed into place by {@link
 * #commit()}, and is deleted by {@link #close()} if that never happened, so that a fault or a
 * Ctrl-C leaves nothing behind:
 *
 * {@snippet :
 * try (AtomicOutput output = AtomicOutput.file(target, force)) {
 *   Files.writeString(output.path(), text);
 *   output.commit();
 * }
 * }
 *
 * <p>What a killed process left of the same output is deleted by the next one that begins it.
 *
 * <p>Everything that can be refused is refused on creation, before the hours of work: an existing
 * target without force, a folder that cannot be written.
 */
public final class AtomicOutput implements AutoCloseable {

  private final Path target;
  private final Claim claim;
  private final Optional<Path> createdParent;
  private boolean committed;

  private AtomicOutput(Path target, Claim claim, Optional<Path> createdParent) {
    this.target = target;
    this.claim = claim;
    this.createdParent = createdParent;
  }

  /** Writes a file that holds a text, in place of the one that may be there. */
  public static void replace(Path target, String text) {
    try (AtomicOutput output = file(target, true)) {
      Files.writeString(output.path(), text);
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(target, e);
    }
  }

  /**
   * Begins a file. Missing parent folders are created.
   *
   * @param force whether an existing file may be replaced
   * @throws UsageException if the target exists and may not be replaced, is not a plain file, or
   *     lies where nothing can be written
   */
  public static AtomicOutput file(Path target, boolean force) {
    Path place = place(target);
    if (Files.isDirectory(place)) {
      throw new UsageException("%s is a folder, expected a file name".formatted(target));
    }
    if (exists(place)) {
      refuseUnlessForced(target, force);
      if (!Files.isRegularFile(place)) {
        throw new UsageException("%s is not a plain file and is not replaced".formatted(target));
      }
    }
    return begin(place, Files::createFile);
  }

  /**
   * Begins a folder. Missing parent folders are created; an empty folder counts as not existing.
   *
   * @param force whether an existing folder may be replaced
   * @param marker the name of a file that every whole folder of this kind has, such as {@code
   *     corpus.json}: even with force a folder without it is not replaced, because it is not one of
   *     ours and what is in it would be lost
   * @throws UsageException if the target exists and may not be replaced, is a file, or lies where
   *     nothing can be written
   */
  public static AtomicOutput folder(Path target, boolean force, String marker) {
    Path place = place(target);
    if (exists(place) && !Files.isDirectory(place)) {
      throw new UsageException("%s is a file, expected a folder name".formatted(target));
    }
    if (exists(place) && !FileTree.isEmpty(place)) {
      refuseUnlessForced(target, force);
      if (!exists(place.resolve(marker))) {
        throw new UsageException(
            "%s has no %s, so it is not an output of this kind and ‹force› does not replace it"
                .formatted(target, marker));
      }
    }
    return begin(place, Files::createDirectory);
  }

  /** Where to write: a hidden sibling of the target, an empty file or an empty folder. */
  public Path path() {
    return claim.pending();
  }

  /** Where the output appears when whole. */
  public Path target() {
    return target;
  }

  /**
   * Flushes what was written to the disk and renames it into place, replacing what was there.
   *
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public void commit() {
    try {
      Path pending = claim.pending();
      FileTree.sync(pending);
      if (Files.isDirectory(pending) && exists(target)) {
        replaceFolder();
      } else {
        Files.move(
            pending, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      committed = true;
      FileTree.syncFolder(parent(target));
    } catch (IOException e) {
      throw IoFaults.writing(target, e);
    }
  }

  /**
   * Deletes what was written unless it was committed. Never throws: a first fault stays visible.
   */
  @Override
  public void close() {
    if (committed) {
      claim.close();
      return;
    }
    FileTree.deleteQuietly(claim.pending());
    claim.close();
    createdParent.ifPresent(highest -> FileTree.deleteEmptyUpTo(parent(target), highest));
  }

  private void replaceFolder() throws IOException {
    Path old = target.resolveSibling(".%s.old-%s".formatted(target.getFileName(), random()));
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(claim.pending(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    FileTree.deleteQuietly(old);
  }

  private static AtomicOutput begin(Path place, Creation creation) {
    Path parent = parent(place);
    Optional<Path> createdParent = highestMissing(parent);
    try {
      Files.createDirectories(parent);
      Claim.sweep(place);
      Claim claim = Claim.beside(place);
      boolean begun = false;
      try {
        creation.create(claim.pending());
        begun = true;
        return new AtomicOutput(place, claim, createdParent);
      } finally {
        if (!begun) {
          claim.close();
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "cannot write %s: %s is not a folder".formatted(place, e.getFile()), e);
    } catch (IOException e) {
      throw IoFaults.writing(place, e);
    }
  }

  /** The target behind a symbolic link, so that the link survives and its file is replaced. */
  private static Path place(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    if (!Files.isSymbolicLink(absolute)) {
      return absolute;
    }
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      throw new UsageException("%s is a broken symbolic link".formatted(target), e);
    }
  }

  private static Optional<Path> highestMissing(Path folder) {
    Path highest = folder;
    if (exists(folder)) {
      return Optional.empty();
    }
    while (highest.getParent() != null && !exists(highest.getParent())) {
      highest = highest.getParent();
    }
    return Optional.of(highest);
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }

  private static Path parent(Path place) {
    Path parent = place.getParent();
    if (parent == null) {
      throw new UsageException("%s cannot be an output".formatted(place));
    }
    return parent;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void refuseUnlessForced(Path target, boolean force) {
    if (!force) {
      throw new UsageException(
          "%s exists already; choose another output or pass ‹force› to replace it"
              .formatted(target));
    }
  }

  private interface Creation {
    Path create(Path path, java.nio.file.attribute.FileAttribute<?>... attributes)
        throws IOException;
  }
}
