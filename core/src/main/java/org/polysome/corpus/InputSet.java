package org.polysome.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;

/** The open inputs of a corpus. */
final class InputSet implements AutoCloseable {

  private final List<AnnDataFile> files = new ArrayList<>();
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

  private void add(Path path, CorpusRequest.Counts asked, Set<String> names, Progress progress) {
    AnnDataFile file = AnnDataFiles.open(path);
    files.add(file);
    Optional<String> layer = asked.layer();
    OpenInput input;
    if (asked.allowFractional()) {
      String matrix = layer.orElse(AnnDataFile.X);
      EstimatedCounts counts = new EstimatedCounts(file, matrix, file.matrix(matrix));
      input = new OpenInput(uniqueName(path, names), file, matrix, counts, sources(), cells());
    } else {
      CountsMatrix counts = Counts.find(file, layer, progress);
      input =
          new OpenInput(uniqueName(path, names), file, counts.name(), counts, sources(), cells());
    }
    progress.say(
        "%s: %d cells x %d genes".formatted(path, input.cells(), input.counts().columns()));
    inputs.add(input);
    cells();
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
    files.forEach(AnnDataFile::close);
  }
}
