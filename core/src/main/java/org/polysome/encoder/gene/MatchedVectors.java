package org.polysome.encoder.gene;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneIdKind;
import org.polysome.genes.GeneMatching;
import org.polysome.genes.GeneReport;
import org.polysome.genes.Vocabulary;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * The vectors of a file that are of genes of a vocabulary.
 *
 * @param vectors those, by vocabulary id
 * @param report how well names matched; {@code missing} genes have no vector
 */
public record MatchedVectors(GeneVectors vectors, GeneReport report) {

  private static final long SEED = 1;

  /** Matches names exactly, Ensembl ids without their version too; a gene's first row counts. */
  static MatchedVectors match(Matrix spec, NamedVectors read, Vocabulary vocabulary) {
    GeneAlignment alignment = align(spec, read, vocabulary);
    GeneReport report = alignment.report();
    if (report.shareOfVocabulary() < spec.minimumCoverage()) {
      throw tooFew(spec, read, vocabulary, report.matched());
    }
    int[] rowOf = new int[vocabulary.size()];
    Arrays.fill(rowOf, -1);
    for (int row = read.rows() - 1; row >= 0; row--) {
      if (alignment.ids()[row] != GeneAlignment.NOT_IN_VOCABULARY) {
        rowOf[alignment.ids()[row]] = row;
      }
    }
    int[] genes = alignment.measured().stream().toArray();
    int[] rows = Arrays.stream(genes).map(gene -> rowOf[gene]).toArray();
    return new MatchedVectors(new GeneVectors(genes, read.vectors().select(rows)), report);
  }

  private static GeneAlignment align(Matrix spec, NamedVectors read, Vocabulary vocabulary) {
    try {
      return GeneAlignment.align(read.names(), vocabulary, new GeneMatching(Optional.empty(), 0));
    } catch (DataException nothingMatches) {
      throw tooFew(spec, read, vocabulary, 0);
    }
  }

  private static DataException tooFew(
      Matrix spec, NamedVectors read, Vocabulary vocabulary, int matched) {
    var column = read.names().firstEntry().getValue();
    return new DataException(
        String.format(
            Locale.ROOT,
            "model.gene-encoder: %,d of %,d genes of the vocabulary (%.1f %%) have a vector in %s,"
                + " and minimum-coverage is %s; the file has %,d rows of %s (%s, ...), the"
                + " vocabulary %s (%s, ...)",
            matched,
            vocabulary.size(),
            100.0 * matched / vocabulary.size(),
            spec.file(),
            spec.minimumCoverage(),
            read.rows(),
            GeneIdKind.ofMost(column).words(),
            column.getFirst(),
            vocabulary.kind().words(),
            vocabulary.name(0)));
  }

  /** The same genes by the first principal components of their vectors. */
  MatchedVectors reduced(int components) {
    DenseMatrix all = vectors.vectors();
    if (all.columns() <= components) {
      return this;
    }
    if (all.rows() <= components) {
      throw new DataException(
          "model.gene-encoder.pca: %d vectors have at most %d principal components, and the model's"
                  .formatted(all.rows(), all.rows() - 1)
              + " width is "
              + components);
    }
    var rows = RowOperator.of(all);
    DenseMatrix projected = Pca.fit(rows, components, SEED).project(rows);
    return new MatchedVectors(
        new GeneVectors(vectors.genes(), padded(projected, components)), report);
  }

  /** Components without variance are left out by the fit; they are zero. */
  private static DenseMatrix padded(DenseMatrix matrix, int columns) {
    DenseMatrix padded = DenseMatrix.zeros(matrix.rows(), columns);
    for (int row = 0; row < matrix.rows(); row++) {
      System.arraycopy(
          matrix.values(),
          row * matrix.columns(),
          padded.values(),
          row * columns,
          matrix.columns());
    }
    return padded;
  }

  /** Coverage in one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "gene vectors: %,d of %,d genes (%.1f %%) have one of %d numbers, %,d learn theirs (%s)",
        report.matched(),
        report.vocabularyGenes(),
        100 * report.shareOfVocabulary(),
        vectors.dimensions(),
        report.missing().count(),
        String.join(", ", report.missing().examples())
            + (report.missing().count() > 5 ? ", ..." : ""));
  }
}
