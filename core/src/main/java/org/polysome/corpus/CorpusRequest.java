package org.polysome.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.prepare.CommonLabels;
import org.polysome.provenance.Input;

/**
 * What a corpus is to be built from, and how.
 *
 * @param inputs files or folders of cells; their order numbers the sources
 * @param output the folder to write
 * @param force whether an existing corpus there may be replaced
 * @param counts where the counts are
 * @param genes which genes
 * @param cells which cells
 * @param seed seed of the order of the cells and of the fraction kept
 */
public record CorpusRequest(
    List<Path> inputs,
    Path output,
    boolean force,
    Counts counts,
    Genes genes,
    Cells cells,
    long seed) {

  /** Copies the lists and checks that there is something to read. */
  public CorpusRequest {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new UsageException("a corpus needs at least one file of cells");
    }
  }

  /** A request with defaults for everything but the files. */
  public static CorpusRequest of(List<Path> inputs, Path output) {
    return new CorpusRequest(inputs, output, false, Counts.DETECTED, Genes.UNION, Cells.ALL, 0);
  }

  /**
   * Where the counts are.
   *
   * @param layer {@code X}, {@code raw} or the name of a layer; absent to detect it
   * @param allowFractional whether counts may have a fraction, as estimated ones do
   */
  public record Counts(Optional<String> layer, boolean allowFractional) {
    /** Detected, and whole. */
    public static final Counts DETECTED = new Counts(Optional.empty(), false);
  }

  /**
   * Which genes.
   *
   * @param vocabulary a file of gene names, one per line; absent for the genes of all inputs,
   *     sorted by name
   * @param column the column of {@code var} that names the genes; absent to detect it
   * @param minCells genes seen in fewer of the cells that pass the filter are left out
   * @param organism the species, where the gene ids do not tell
   * @param where a query over {@code var} that genes satisfy in at least one input, such as {@code
   *     feature_type == 'protein_coding'}; it chooses among the genes of the inputs
   * @param minDispersion genes whose counts vary less are left out: variance over mean of the
   *     counts in the cells that pass the filter, 1 for a gene that is counted at random
   */
  public record Genes(
      Optional<Path> vocabulary,
      Optional<String> column,
      int minCells,
      Optional<String> organism,
      Optional<String> where,
      double minDispersion) {
    /** The genes of all inputs. */
    public static final Genes UNION =
        new Genes(Optional.empty(), Optional.empty(), 0, Optional.empty());

    /** Whatever is known of them, and however they vary. */
    public Genes(
        Optional<Path> vocabulary,
        Optional<String> column,
        int minCells,
        Optional<String> organism) {
      this(vocabulary, column, minCells, organism, Optional.empty(), 0);
    }

    /** Whether genes are left out for what is counted of them. */
    boolean limited() {
      return minCells > 0 || minDispersion > 0;
    }

    /** Checks the limits. */
    public Genes {
      if (where.isPresent() && vocabulary.isPresent()) {
        throw new UsageException(
            "gene-where chooses among the genes of the inputs, and a vocabulary names them; leave"
                + " out one of them");
      }
      if (!(minDispersion >= 0)) {
        throw new UsageException("min-dispersion: " + minDispersion + " is below 0");
      }
      if (minCells < 0) {
        throw new UsageException("min-cells: " + minCells + " is below 0");
      }
    }
  }

  /**
   * Which cells.
   *
   * @param filter limits on counts and genes
   * @param where a query over {@code obs}
   * @param fraction share of the cells that is kept, drawn by their content
   * @param equalBy columns of {@code obs}: the cells that are kept are then spread as equally as
   *     can be over the groups that these columns make; cells of which a value is missing are a
   *     group too. Empty to draw from all cells alike
   * @param selection a text file of the only cells that are taken, one per line: the cell's name in
   *     {@code obs}, or the name of its source, a tab and the cell's name; absent for all
   * @param phenoprint that only perturbations that pass a test are taken; absent for all
   * @param minLabelCells columns of {@code obs}, by name, and in how many of the cells that the
   *     query, the list and the test leave, over all inputs, a label of each must be: cells of a
   *     rarer one are left out. Cells of which the value is missing are counted as if that were a
   *     label
   */
  public record Cells(
      CellFilter filter,
      Optional<String> where,
      double fraction,
      List<String> equalBy,
      Optional<Path> selection,
      Optional<Phenoprint> phenoprint,
      Map<String, Integer> minLabelCells) {
    /** All cells. */
    public static final Cells ALL = new Cells(CellFilter.NONE, Optional.empty(), 1);

    /** From all cells alike. */
    public Cells(CellFilter filter, Optional<String> where, double fraction) {
      this(filter, where, fraction, List.of());
    }

    /** From all cells, in equal parts of groups. */
    public Cells(CellFilter filter, Optional<String> where, double fraction, List<String> equalBy) {
      this(filter, where, fraction, equalBy, Optional.empty());
    }

    /** From listed cells, of whatever perturbation. */
    public Cells(
        CellFilter filter,
        Optional<String> where,
        double fraction,
        List<String> equalBy,
        Optional<Path> selection) {
      this(filter, where, fraction, equalBy, selection, Optional.empty(), Map.of());
    }

    /** Checks the fraction and the numbers of cells, and sorts their columns by name. */
    public Cells {
      equalBy = List.copyOf(equalBy);
      if (!(fraction > 0 && fraction <= 1)) {
        throw new UsageException("fraction: " + fraction + " is not above 0 and at most 1");
      }
      minLabelCells = Collections.unmodifiableMap(new TreeMap<>(minLabelCells));
      minLabelCells.forEach(
          (column, least) -> {
            if (least < 1) {
              throw new UsageException(
                  "min-label-cells: %s=%d is not at least 1".formatted(column, least));
            }
          });
    }
  }

  CorpusInfo.Settings settings() {
    List<String> filter = new ArrayList<>(cells.filter().words());
    if (genes.minCells() > 0) {
      filter.add("cells per gene >= " + genes.minCells());
    }
    genes.where().ifPresent(query -> filter.add("genes with " + query));
    if (genes.minDispersion() > 0) {
      filter.add("dispersion of a gene >= " + genes.minDispersion());
    }
    filter.addAll(CommonLabels.limits(cells.minLabelCells()));
    if (!cells.equalBy().isEmpty()) {
      filter.add("equally many of each " + String.join(", ", cells.equalBy()));
    }
    cells
        .selection()
        .map(Input::of)
        .ifPresent(list -> filter.add("cells of the list with SHA-256 " + list.sha256()));
    cells
        .phenoprint()
        .ifPresent(
            one ->
                filter.add(
                    "perturbations in %s%s with p <= %s in the table with SHA-256 %s"
                        .formatted(
                            one.column(),
                            one.embedding().map(name -> ", by " + name + ",").orElse(""),
                            one.level(),
                            Input.of(one.table()).sha256())));
    return new CorpusInfo.Settings(cells.where(), cells.fraction(), filter);
  }
}
