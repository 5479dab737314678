package org.polysome.anndata.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polysome.anndata.Unstructured;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;

/**
 * Adds a dense array of float32 with a row for each cell, an embedding or a layer, to a copy of an
 * h5ad and leaves everything else in it as it was: the file is copied byte by byte, the one dataset
 * is added to the copy, and the copy appears under its name when {@link #finish} returns, whole, or
 * never. Input and output may be the same file.
 */
public final class ArrayAddition implements AutoCloseable {

  /** The key of {@code uns} under which layers are described, each by its name. */
  public static final String DESCRIPTIONS = "polysome_layers";

  private final AtomicOutput output;
  private final NativeFile file;
  private final DenseWriter array;

  private ArrayAddition(AtomicOutput output, NativeFile file, DenseWriter array) {
    this.output = output;
    this.file = file;
    this.array = array;
  }

  /** Where an array goes. */
  public enum Group {
    /** Embeddings (cells, dimensions). */
    OBSM("obsm", "‹key›"),
    /** Matrices (cells, genes). */
    LAYERS("layers", "‹layer-name›");

    private final String path;
    private final String option;

    Group(String path, String option) {
      this.path = path;
      this.option = option;
    }
  }

  /**
   * What to add.
   *
   * @param group where it goes
   * @param key its name there
   * @param columns numbers per cell
   * @param description what is said of it in {@code uns}, under {@link #DESCRIPTIONS} and the key;
   *     nothing if it is empty
   * @param force whether an existing output, or an existing key, may be replaced
   */
  public record Addition(
      Group group, String key, int columns, Unstructured.Tree description, boolean force) {
    /** Checks the key. */
    public Addition {
      if (key.isBlank() || key.contains("/")) {
        throw new UsageException(
            "'%s' cannot be a key of %s; expected a plain name".formatted(key, group.path));
      }
    }

    /** An embedding under a key of {@code obsm}. */
    public static Addition embedding(String key, int dimensions, boolean force) {
      return new Addition(Group.OBSM, key, dimensions, Unstructured.Tree.empty(), force);
    }

    /** Its path in the file. */
    public String path() {
      return group.path + "/" + key;
    }

    /** What is said if a file has it already. */
    public UsageException taken(Path file) {
      return new UsageException(
          "%s: %s already has '%s'; choose another key with %s, or replace it with ‹force›"
              .formatted(file, group.path, key, group.option));
    }

    boolean isDescribed() {
      return !description.children().isEmpty();
    }
  }

  /**
   * Copies the input and begins the dataset.
   *
   * @throws UsageException if the output or the key exists and force is not given
   * @throws DataException if the input is not an h5ad, or too old to take another key
   */
  public static ArrayAddition begin(Path input, Path target, Addition addition) {
    Place place = Place.of(input, addition);
    AtomicOutput output = AtomicOutput.file(target, addition.force());
    NativeFile file = null;
    boolean begun = false;
    try {
      copy(input, output);
      file = NativeFile.openToAdd(output);
      place.prepare(file, addition);
      DenseWriter array = new DenseWriter(file, addition.path(), place.cells, addition.columns());
      begun = true;
      return new ArrayAddition(output, file, array);
    } finally {
      if (!begun) {
        H5adWriter.abandon(file, output);
      }
    }
  }

  /**
   * What the input has where the key goes.
   *
   * @param groups the groups on the way that are there
   * @param key whether the key is
   * @param described whether {@code uns} describes it
   * @param encoded whether the file is of anndata 0.7 or later
   */
  private record Place(
      int cells, Set<String> groups, boolean key, boolean described, boolean encoded) {

    private static final String NOTES = "uns/" + DESCRIPTIONS;

    static Place of(Path input, Addition addition) {
      try (H5adFile check = H5adFile.open(input);
          Hdf5File file = Hdf5File.open(input)) {
        Hdf5Node root = file.root();
        Set<String> groups = new HashSet<>();
        for (String name : List.of(addition.group.path, "uns", NOTES)) {
          root.find(name).ifPresent(node -> groups.add(name));
        }
        if (groups.contains(addition.group.path) && !root.require(addition.group.path).isGroup()) {
          throw tooOld(input, addition.group);
        }
        boolean key = root.find(addition.path()).isPresent();
        if (key && !addition.force()) {
          throw addition.taken(input);
        }
        return new Place(
            check.obs().rows(),
            groups,
            key,
            root.find(NOTES + "/" + addition.key()).isPresent(),
            root.text("encoding-type").isPresent());
      }
    }

    private static DataException tooOld(Path input, Group group) {
      return new DataException(
          input
              + ": "
              + group.path
              + " is the compound table of anndata before 0.7, which takes no further"
              + " key; rewrite it first with: polysome data convert "
              + input
              + " -o NEW.h5ad");
    }

    void prepare(NativeFile file, Addition addition) {
      make(file, addition.group.path);
      if (key) {
        file.delete(addition.path());
      }
      if (addition.isDescribed()) {
        make(file, "uns");
        make(file, NOTES);
        String note = NOTES + "/" + addition.key();
        if (described) {
          file.delete(note);
        }
        new UnstructuredWriter(file).write(note, addition.description());
      }
    }

    private void make(NativeFile file, String group) {
      if (!groups.contains(group)) {
        file.group(group);
        if (encoded) {
          file.encoding(group, "dict", "0.1.0");
        }
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
    array.append(values);
  }

  /**
   * Completes the copy and puts it in its place.
   *
   * @throws IllegalStateException if there is not a row for every cell
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public void finish() {
    array.finish();
    file.close();
    output.commit();
  }

  /** Deletes the copy unless it was finished. */
  @Override
  public void close() {
    H5adWriter.abandon(file, output);
  }
}
