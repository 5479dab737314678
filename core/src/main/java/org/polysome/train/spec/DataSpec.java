package org.polysome.train.spec;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * The cells to train on.
 *
 * @param corpus the corpus folder; recipes leave it open
 * @param select a query over {@code obs} that training and validation cells satisfy; absent for all
 * @param validation which cells are held out
 * @param plan which cells make a batch
 */
public record DataSpec(
    Optional<Path> corpus,
    Optional<String> select,
    @Default("none") ValidationSpec validation,
    @Default("shuffled") PlanSpec plan) {

  /** The same cells, found from any working folder. */
  public DataSpec absolute() {
    return new DataSpec(corpus.map(Path::toAbsolutePath), select, validation, plan);
  }

  /**
   * The corpus folder.
   *
   * @throws UsageException if none is given
   */
  public Path requireCorpus() {
    return corpus.orElseThrow(
        () ->
            new UsageException(
                "data.corpus is missing: name a corpus, such as data.corpus=corpus/ (polysome"
                    + " corpus build makes one)"));
  }
}
