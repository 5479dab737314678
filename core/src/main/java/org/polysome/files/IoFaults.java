package org.polysome.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.polysome.fault.DataException;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;

/**
 * What an {@link IOException} means to the person at the keyboard: a full disk is the environment's
 * fault, a folder that cannot be written is a matter of usage, a file that cannot be read to its
 * end is a matter of data.
 */
public final class IoFaults {

  private IoFaults() {}

  /** The fault to throw after failing to write to a path. */
  public static PolysomeException writing(Path path, IOException cause) {
    if (isDiskFull(cause)) {
      return new EnvironmentException(
          "disk full while writing %s; free some space or choose another output".formatted(path),
          cause);
    }
    if (isForbidden(cause)) {
      return new UsageException(
          "cannot write %s: %s; choose another output".formatted(path, reason(cause)), cause);
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return new UsageException(
          "cannot write %s: %s is not there and cannot be made; choose another output"
              .formatted(path, reason(cause)),
          cause);
    }
    return new EnvironmentException("cannot write %s: %s".formatted(path, reason(cause)), cause);
  }

  /** The fault to throw after failing to read a path. */
  public static PolysomeException reading(Path path, IOException cause) {
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return new UsageException("%s does not exist or cannot be opened".formatted(path), cause);
    }
    if (isForbidden(cause)) {
      return new UsageException("cannot read %s: %s".formatted(path, reason(cause)), cause);
    }
    return new DataException("cannot read %s: %s".formatted(path, reason(cause)), cause);
  }

  /** Whether an exception, or one that caused it, says that the disk or the quota is full. */
  public static boolean isDiskFull(IOException exception) {
    String text = reason(exception).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("disk quota exceeded")
        || text.contains("not enough space")
        || (exception.getCause() instanceof IOException inner && isDiskFull(inner));
  }

  private static boolean isForbidden(IOException exception) {
    if (exception instanceof AccessDeniedException
        || exception instanceof NotDirectoryException
        || exception.getCause() instanceof ReadOnlyFileSystemException) {
      return true;
    }
    String text = reason(exception).toLowerCase(Locale.ROOT);
    return text.contains("permission denied")
        || text.contains("not a directory")
        || text.contains("is a directory")
        || text.contains("read-only file system")
        || text.contains("operation not permitted")
        || text.contains("name too long");
  }

  private static String reason(IOException exception) {
    if (exception instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (exception instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (exception instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }
}
