package org.polysome.anndata.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;

/**
 * Adds an embedding (cells, dimensions) of float32 to a copy of an h5ad and leaves everything else
 * in it as it was: the file is copied byte by byte, the one dataset is added to the copy, and the
 * copy appears under its name when {@link #finish} returns, whole, or never. Input and output may
 * be the same file.
 */
public final class ObsmWriter implements AutoCloseable {

  private final AtomicOutput output;
  private final NativeFile file;
  private final EmbeddingWriter embedding;

  private ObsmWriter(AtomicOutput output, NativeFile file, EmbeddingWriter embedding) {
    this.output = output;
    this.file = file;
    this.embedding = embedding;
  }

  /**
   * What to add.
   *
   * @param key the {@code obsm} key
   * @param dimensions numbers per cell
   * @param force whether an existing output, or an existing key, may be replaced
   */
  public record Addition(String key, int dimensions, boolean force) {
    /** Checks the key. */
    public Addition {
      if (key.isBlank() || key.contains("/")) {
        throw new UsageException("'" + key + "' cannot be a key of obsm; expected a plain name");
      }
    }
  }

  /**
   * Copies the input and begins the dataset.
   *
   * @throws UsageException if the output or the key exists and force is not given
   * @throws DataException if the input is not an h5ad, or too old to take another key
   */
  public static ObsmWriter begin(Path input, Path target, Addition addition) {
    Place place = Place.of(input, addition);
    AtomicOutput output = AtomicOutput.file(target, addition.force());
    NativeFile file = null;
    boolean begun = false;
    try {
      copy(input, output);
      file = NativeFile.openToAdd(output);
      place.prepare(file, addition.key());
      EmbeddingWriter embedding =
          new EmbeddingWriter(file, addition.key(), place.cells, addition.dimensions());
      begun = true;
      return new ObsmWriter(output, file, embedding);
    } finally {
      if (!begun) {
        H5adWriter.abandon(file, output);
      }
    }
  }

  /** What the input has where the key goes. */
  private record Place(int cells, boolean group, boolean key, boolean encoded) {

    static Place of(Path input, Addition addition) {
      try (H5adFile check = H5adFile.open(input);
          Hdf5File file = Hdf5File.open(input)) {
        boolean group = file.root().find("obsm").isPresent();
        if (group && !file.root().require("obsm").isGroup()) {
          throw new DataException(
              input
                  + ": obsm is the compound table of anndata before 0.7, which takes no further"
                  + " key; rewrite it first with: polysome data convert "
                  + input
                  + " -o NEW.h5ad");
        }
        boolean key = file.root().find("obsm").flatMap(o -> o.find(addition.key())).isPresent();
        if (key && !addition.force()) {
          throw new UsageException(
              input
                  + ": obsm already has '"
                  + addition.key()
                  + "'; choose another key with --key, or replace it with --force");
        }
        boolean encoded = file.root().text("encoding-type").isPresent();
        return new Place(check.obs().rows(), group, key, encoded);
      }
    }

    void prepare(NativeFile file, String name) {
      if (!group) {
        file.group("obsm");
        if (encoded) {
          file.encoding("obsm", "dict", "0.1.0");
        }
      } else if (key) {
        file.delete("obsm/" + name);
      }
    }
  }

  /** Copies into the file that is there, whose permissions allow writing; the input's may not. */
  private static void copy(Path from, AtomicOutput output) {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel target = FileChannel.open(output.path(), StandardOpenOption.WRITE)) {
      long size = Files.size(from);
      for (long done = 0; done < size; ) {
        long moved = source.transferTo(done, size - done, target);
        if (moved <= 0) {
          throw new DataException(from + ": became shorter while it was copied");
        }
        done += moved;
      }
    } catch (IOException e) {
      throw IoFaults.writing(output.target(), e);
    }
  }

  /** Appends rows, row-major: as many as {@code values} fills. Rows are in the order of cells. */
  public void append(float[] values) {
    embedding.append(values);
  }

  /**
   * Completes the copy and puts it in its place.
   *
   * @throws IllegalStateException if there is not a row for every cell
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public void finish() {
    embedding.finish();
    file.close();
    output.commit();
  }

  /** Deletes the copy unless it was finished. */
  @Override
  public void close() {
    H5adWriter.abandon(file, output);
  }
}
