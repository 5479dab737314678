package org.polysome.anndata.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

/**
 * An HDF5 file open for reading. It refuses a file that is shorter than its header says, and turns
 * whatever the reader throws on damaged bytes into one line that names the file and the object.
 */
final class Hdf5File implements AutoCloseable {

  private final Path path;
  private final HdfFile file;

  private Hdf5File(Path path, HdfFile file) {
    this.path = path;
    this.file = file;
  }

  static Hdf5File open(Path path) {
    if (!Files.exists(path)) {
      throw new UsageException(path + ": no such file");
    }
    if (!Files.isReadable(path)) {
      throw new UsageException(path + ": cannot be read (permissions)");
    }
    HdfFile file =
        guarded(path + ": is not an HDF5 file, or a damaged one", () -> new HdfFile(path));
    Hdf5File opened = new Hdf5File(path, file);
    try {
      opened.checkLength();
      return opened;
    } catch (DataException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * The reader fills what lies behind the end of a file with whatever it has, so a truncated file
   * must be refused before anything is read from it.
   */
  private void checkLength() {
    long expected =
        guarded(
            path + ": damaged HDF5 header",
            () -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
    long actual;
    try {
      actual = Files.size(path);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + e.getMessage(), e);
    }
    if (actual < expected) {
      throw new DataException(
          path
              + ": truncated: "
              + actual
              + " bytes, but its header says "
              + expected
              + "; copy or download it again");
    }
  }

  Path path() {
    return path;
  }

  Hdf5Node root() {
    return new Hdf5Node(this, file);
  }

  @Override
  public void close() {
    file.close();
  }

  /**
   * Runs a piece of reading. The reader trusts the bytes it parses, so damage shows as any of these
   * exceptions; all of them mean the same to the user.
   */
  static <T> T guarded(String failure, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (HdfException
        | UncheckedIOException
        | IndexOutOfBoundsException
        | BufferUnderflowException
        | BufferOverflowException
        | IllegalArgumentException
        | NegativeArraySizeException
        | ArithmeticException
        | ClassCastException
        | NullPointerException e) {
      String reason = e.getMessage();
      throw new DataException(
          reason == null ? failure : failure + " (" + reason.lines().findFirst().orElse("") + ")",
          e);
    }
  }
}
