package org.polysome.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file or a folder with all that is in it: flushed, deleted, asked whether it is empty. */
public final class FileTree {

  private FileTree() {}

  /** Flushes a file, or every file and folder of a tree, to the disk. */
  public static void sync(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> all = paths.toList();
      for (Path path : all) {
        if (Files.isDirectory(path)) {
          syncFolder(path);
        } else {
          syncFile(path);
        }
      }
    }
  }

  /** Deletes a file or a tree. */
  public static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
              throws IOException {
            if (fault != null) {
              throw fault;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void syncFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Flushes the entries of a folder. Windows cannot open a folder, and has no need to. */
  static void syncFolder(Path folder) throws IOException {
    if (java.io.File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static boolean isEmpty(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  /** Deletes what can be deleted; a leftover is hidden and does no harm. */
  static void deleteQuietly(Path root) {
    try {
      delete(root);
    } catch (IOException leftover) {
      org.slf4j.LoggerFactory.getLogger(FileTree.class)
          .warn("could not delete {}: {}", root, leftover.getMessage());
    }
  }

  /** Deletes a folder and its parents while they are empty, as far up as a highest one. */
  static void deleteEmptyUpTo(Path folder, Path highest) {
    Path next = folder;
    while (next != null && next.startsWith(highest)) {
      try {
        Files.delete(next);
      } catch (IOException notEmpty) {
        return;
      }
      next = next.getParent();
    }
  }
}
