package org.polysome.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;

/**
 * Estimates from a real file what a simulation needs: gene names, shares and dispersions of genes
 * (method of moments around each type's mean), library sizes, and the types with their composition
 * if a column of labels is given.
 */
final class ReferenceEstimate {

  private static final int BLOCK = 512;

  /** Genes with fewer counts get the median dispersion: their own would be noise. */
  private static final double ENOUGH_COUNTS = 50;

  private static final double LEAST_DISPERSION = 0.01;
  private static final double MOST_DISPERSION = 10;
  private static final double MADE_UP_DISPERSION = 0.3;

  /** Share of the mean cell in a type's profile, so that no gene is impossible in a type. */
  private static final double OF_MEAN_CELL = 0.02;

  private final int[] types;
  private final double[][] counts;
  private final double[][] countsByLibrary;
  private final double[] squares;
  private final double[] library;
  private final double[] librarySquares;
  private final int[] cells;
  private double logLibrary;
  private double logLibrarySquares;

  private ReferenceEstimate(int[] types, int typeCount, int genes) {
    this.types = types;
    this.counts = new double[typeCount][genes];
    this.countsByLibrary = new double[typeCount][genes];
    this.squares = new double[genes];
    this.library = new double[typeCount];
    this.librarySquares = new double[typeCount];
    this.cells = new int[typeCount];
  }

  /**
   * Estimates from a file; without a column of {@code obs} that names the types there is one
   * profile.
   *
   * @throws DataException if the file holds no raw counts, or fewer than two cells with any
   */
  static Reference of(SimulationLike like, Progress progress) {
    try (AnnDataFile file = AnnDataFiles.open(like.file())) {
      CountsMatrix matrix = Counts.find(file, like.layer(), progress);
      Optional<Column.Categorical> labels = like.label().map(name -> labels(file, name));
      int[] types = labels.map(Column.Categorical::codes).orElseGet(() -> new int[matrix.rows()]);
      int typeCount = labels.map(column -> column.categories().size()).orElse(1);
      ReferenceEstimate estimate = new ReferenceEstimate(types, typeCount, matrix.columns());
      for (int from = 0; from < matrix.rows(); from += BLOCK) {
        estimate.add(from, matrix.rows(from, Math.min(matrix.rows(), from + BLOCK)));
      }
      return estimate.reference(
          matrix.var().index(), labels.map(Column.Categorical::categories), file);
    }
  }

  private static Column.Categorical labels(AnnDataFile file, String name) {
    Column column =
        file.obs()
            .column(name)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s: obs has no column '%s'; there are %s"
                            .formatted(
                                file.path(),
                                name,
                                String.join(", ", file.obs().columns().keySet()))));
    if (column instanceof Column.Categorical categorical) {
      return categorical;
    }
    List<String> known =
        IntStream.range(0, column.length())
            .mapToObj(column::text)
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();
    int[] codes =
        IntStream.range(0, column.length())
            .map(row -> column.text(row).map(known::indexOf).orElse(Column.MISSING))
            .toArray();
    return new Column.Categorical(codes, known, false);
  }

  private void add(int from, CsrMatrix block) {
    for (int row = 0; row < block.rows(); row++) {
      int start = block.indptr()[row];
      int end = block.indptr()[row + 1];
      int type = types[from + row];
      double total = 0;
      for (int i = start; i < end; i++) {
        total += block.values()[i];
      }
      if (total == 0 || type == Column.MISSING) {
        continue;
      }
      cells[type]++;
      library[type] += total;
      librarySquares[type] += total * total;
      logLibrary += StrictMath.log(total);
      logLibrarySquares += StrictMath.log(total) * StrictMath.log(total);
      for (int i = start; i < end; i++) {
        double count = block.values()[i];
        counts[type][block.indices()[i]] += count;
        countsByLibrary[type][block.indices()[i]] += count * total;
        squares[block.indices()[i]] += count * count;
      }
    }
  }

  private Reference reference(List<String> genes, Optional<List<String>> names, AnnDataFile file) {
    int total = Arrays.stream(cells).sum();
    if (total < 2) {
      throw new DataException(
          "%s: %d cells have counts and a label, at least 2 are needed"
              .formatted(file.path(), total));
    }
    double mean = logLibrary / total;
    double variance = Math.max(0, logLibrarySquares / total - mean * mean);
    double[] abundance = new double[genes.size()];
    for (double[] row : counts) {
      for (int g = 0; g < abundance.length; g++) {
        abundance[g] += row[g];
      }
    }
    Reference.scale(abundance, 0, abundance.length, 1);
    return new Reference(
        genes,
        abundance,
        dispersions(),
        names.map(all -> knownTypes(all, abundance, total)),
        mean,
        StrictMath.sqrt(variance));
  }

  /** Types without a cell are left out. */
  private Reference.KnownTypes knownTypes(List<String> names, double[] mean, int total) {
    int[] present = IntStream.range(0, cells.length).filter(t -> cells[t] > 0).toArray();
    double[] shares = Arrays.stream(present).mapToDouble(t -> (double) cells[t] / total).toArray();
    double[][] profiles = new double[present.length][];
    for (int i = 0; i < present.length; i++) {
      double[] profile = counts[present[i]].clone();
      Reference.scale(profile, 0, profile.length, 1 - OF_MEAN_CELL);
      for (int g = 0; g < profile.length; g++) {
        profile[g] += OF_MEAN_CELL * mean[g];
      }
      profiles[i] = profile;
    }
    return new Reference.KnownTypes(
        Arrays.stream(present).mapToObj(names::get).toList(), shares, profiles);
  }

  /** Of Var = mu + phi * mu^2 over all cells, with mu the library size times the type's share. */
  private float[] dispersions() {
    double[] raw = new double[squares.length];
    double[] enough =
        IntStream.range(0, raw.length)
            .filter(g -> counts(g) >= ENOUGH_COUNTS)
            .mapToDouble(g -> raw[g] = dispersion(g))
            .sorted()
            .toArray();
    double median = enough.length == 0 ? MADE_UP_DISPERSION : enough[enough.length / 2];
    float[] dispersions = new float[raw.length];
    for (int g = 0; g < raw.length; g++) {
      double value = counts(g) >= ENOUGH_COUNTS ? raw[g] : median;
      dispersions[g] = (float) Math.clamp(value, LEAST_DISPERSION, MOST_DISPERSION);
    }
    return dispersions;
  }

  private double counts(int gene) {
    return Arrays.stream(counts).mapToDouble(row -> row[gene]).sum();
  }

  private double dispersion(int gene) {
    double scatter = squares[gene];
    double expectedSquares = 0;
    for (int t = 0; t < counts.length; t++) {
      double share = library[t] == 0 ? 0 : counts[t][gene] / library[t];
      double ofType = share * share * librarySquares[t];
      scatter += ofType - 2 * share * countsByLibrary[t][gene] - share * library[t];
      expectedSquares += ofType;
    }
    return scatter / expectedSquares;
  }
}
