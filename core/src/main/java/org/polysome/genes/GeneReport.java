package org.polysome.genes;

import java.util.List;
import java.util.Locale;

/**
 * How well the genes of a file and a vocabulary match.
 *
 * @param column the column of {@code var} that was used
 * @param fileKind what most names of that column are
 * @param vocabularyKind what most names of the vocabulary are
 * @param fileGenes number of genes in the file
 * @param vocabularyGenes number of genes in the vocabulary
 * @param matched number of vocabulary genes that the file has
 * @param duplicate columns of the file that name a gene already matched; their counts are added
 * @param ambiguous columns of the file that fit several vocabulary genes, and are left out
 * @param unknown columns of the file that the vocabulary does not know, and are left out
 * @param missing vocabulary genes that the file does not have: not measured, which is not zero
 */
public record GeneReport(
    String column,
    GeneIdKind fileKind,
    GeneIdKind vocabularyKind,
    int fileGenes,
    int vocabularyGenes,
    int matched,
    Names duplicate,
    Names ambiguous,
    Names unknown,
    Names missing) {

  private static final int EXAMPLES = 5;

  /**
   * A count with the first few names.
   *
   * @param count how many
   * @param examples the first five at most
   */
  public record Names(int count, List<String> examples) {
    /** Copies the examples. */
    public Names {
      examples = List.copyOf(examples);
    }

    static Names of(List<String> all) {
      return new Names(all.size(), all.stream().limit(EXAMPLES).toList());
    }

    private String text() {
      return count == 0
          ? "0"
          : count + " (" + String.join(", ", examples) + (count > examples.size() ? ", ...)" : ")");
    }
  }

  /** Share of the file's genes that are used. */
  public double shareOfFile() {
    return fileGenes == 0 ? 0 : (double) (fileGenes - ambiguous.count - unknown.count) / fileGenes;
  }

  /** Share of the vocabulary that the file has. */
  public double shareOfVocabulary() {
    return vocabularyGenes == 0 ? 0 : (double) matched / vocabularyGenes;
  }

  /** The report as lines for a person. */
  public List<String> lines() {
    return List.of(
        String.format(
            Locale.ROOT,
            "genes       %d of %d in the vocabulary matched by '%s' (%s), %.1f %%; %.1f %% of the"
                + " file's %d are used",
            matched,
            vocabularyGenes,
            column,
            fileKind.words(),
            100 * shareOfVocabulary(),
            100 * shareOfFile(),
            fileGenes),
        "duplicate   " + duplicate.text() + (duplicate.count > 0 ? "; counts are added" : ""),
        "ambiguous   " + ambiguous.text() + (ambiguous.count > 0 ? "; left out" : ""),
        "unknown     " + unknown.text() + (unknown.count > 0 ? "; left out" : ""),
        "missing     " + missing.text() + (missing.count > 0 ? "; not measured, not zero" : ""));
  }
}
