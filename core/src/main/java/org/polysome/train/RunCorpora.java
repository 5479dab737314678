package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.polysome.corpus.Corpora;
import org.polysome.fault.DataException;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;

/** The corpora that a run was started on. */
final class RunCorpora {

  private RunCorpora() {}

  /**
   * Opens them.
   *
   * @throws DataException if one is no longer what it was when the run began
   */
  static Corpora open(Run run) {
    List<Path> folders = run.plan().data().requireCorpora();
    Manifest manifest = RunFolder.manifest(run.folder());
    for (Path corpus : folders) {
      if (manifest.inputs().stream().noneMatch(sameBytes(identity(corpus)))) {
        throw new DataException(
            corpus + " is not, or no longer, the corpus that " + run.folder() + " began with");
      }
    }
    return Corpora.open(folders);
  }

  /** The file of a corpus that holds checksums of all others. */
  static Input identity(Path corpus) {
    return Input.of(corpus.resolve("corpus.json"));
  }

  private static Predicate<Input> sameBytes(Input one) {
    return other -> other.sha256().equals(one.sha256());
  }
}
