package org.polysome.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.progress.Progress;

/** The open inputs of a corpus. */
final class InputSet implements AutoCloseable {

  private final List<OpenInput> inputs = new ArrayList<>();

  private InputSet() {}

  /** Opens all inputs and finds the counts in each. */
  static InputSet open(CorpusRequest request, Progress progress) {
    InputSet set = new InputSet();
    boolean opened = false;
    try {
      Set<String> names = new HashSet<>();
      for (Path path : request.inputs()) {
        set.add(path, request.counts(), names, progress);
      }
      opened = true;
      return set;
    } finally {
      if (!opened) {
        set.close();
      }
    }
  }

  private void add(Path path, CorpusRequest.Counts counts, Set<String> names, Progress progress) {
    AnnDataFile file = AnnDataFiles.open(path);
    // Registered at once with a matrix that every file has a name for, so that a fault closes it.
    inputs.add(new OpenInput(uniqueName(path, names), file, AnnDataFile.X, sources(), cells()));
    String matrix =
        counts.layer().orElseGet(() -> CountsMatrix.find(file, counts.allowFractional()));
    OpenInput registered = inputs.removeLast();
    inputs.add(
        new OpenInput(
            registered.name(), file, matrix, registered.firstSource(), registered.firstCell()));
    progress.say(
        "%s: %d cells x %d genes, counts in %s"
            .formatted(path, file.obs().rows(), file.matrix(matrix).columns(), matrix));
  }

  private static String uniqueName(Path path, Set<String> names) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? path.toString() : last.toString();
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "#" + i;
    }
    return unique;
  }

  List<OpenInput> inputs() {
    return inputs;
  }

  /** Number of sources so far. */
  int sources() {
    return inputs.stream().mapToInt(input -> input.sources().size()).sum();
  }

  /** Number of cells so far. */
  int cells() {
    long cells = inputs.stream().mapToLong(OpenInput::cells).sum();
    if (cells > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%d cells are more than one corpus holds; build several".formatted(cells));
    }
    return (int) cells;
  }

  /** Number of stored values in the matrices, about. */
  long entries() {
    return inputs.stream().mapToLong(input -> input.counts().storage().entries()).sum();
  }

  @Override
  public void close() {
    inputs.forEach(input -> input.file().close());
  }
}
