package org.polysome.genes;

import java.util.Optional;

/**
 * How the genes of a file are matched to a vocabulary.
 *
 * @param column the column of {@code var} (or its index, by name or as {@code index}) that names
 *     the genes; empty to take whichever matches most
 * @param minimumShare the file is refused if less than this share of its own genes <em>and</em>
 *     less than this share of the vocabulary is matched. Both, because a panel of 300 genes rightly
 *     covers little of a vocabulary of 20,000, and a whole transcriptome rightly has little use for
 *     a vocabulary of 300. Wrong species or wrong kind of id matches next to nothing on either
 *     side, while the poorest honest match on the project's real files is above one half, so a
 *     tenth tells them apart with room on both sides.
 */
public record GeneMatching(Optional<String> column, double minimumShare) {

  /** Any column, at least a tenth. */
  public static final GeneMatching DEFAULT = new GeneMatching(Optional.empty(), 0.1);

  /** Checks the share. */
  public GeneMatching {
    if (!(minimumShare >= 0 && minimumShare <= 1)) {
      throw new IllegalArgumentException("minimum share " + minimumShare + " is not in [0, 1]");
    }
  }

  /** The default with a column that was asked for, if any. */
  public static GeneMatching by(Optional<String> column) {
    return new GeneMatching(column, DEFAULT.minimumShare);
  }
}
