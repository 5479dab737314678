package org.polysome.train.embed;

import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.progress.Progress;

/**
 * Where in a file the counts are.
 *
 * @param matrix {@code X}, {@code raw} or the name of a layer
 * @param geneColumn the column of {@code var} that names the genes; empty to detect it
 */
public record CountsChoice(String matrix, Optional<String> geneColumn) {

  /** What is asked for, or detected and said aloud. */
  static CountsChoice of(
      AnnDataFile file, EmbedRequest.CountsOptions asked, Progress progress) {
    String matrix = asked.layer().orElse(AnnDataFile.X);
    progress.say("counts      " + matrix + (asked.layer().isPresent() ? "" : " (detected)"));
    return new CountsChoice(matrix, asked.geneColumn());
  }
}
