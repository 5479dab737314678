package org.polysome.corpus;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * That only perturbations with a consistent effect are taken, and controls: the phenoprint curation
 * of TxFM, appendix C.2.
 *
 * @param table the {@code consistency.csv} of {@code benchmark perturbation-map}
 * @param column the column of {@code obs} with what was done to each cell
 * @param embedding in which embedding they were tested; absent where the table has one only
 * @param level the largest p-value that passes, 0.05 in the table; the paper's own is more
 *     permissive and lost from its text
 */
public record Phenoprint(Path table, String column, Optional<String> embedding, double level) {

  /** Checks the level. */
  public Phenoprint {
    if (!(level >= 0 && level <= 1)) {
      throw new UsageException("‹phenoprint-level›: " + level + " is not from 0 to 1");
    }
  }
}
