package org.polysome.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.SelectedColumns;
import org.polysome.genes.GeneIdKind;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/** Looks through a file of cells: every number of every matrix, every entry of every table. */
public final class Inspector {

  private static final int EXAMPLES = 3;

  private final AnnDataFile file;
  private final Progress progress;
  private final List<String> warnings = new ArrayList<>();

  private Inspector(AnnDataFile file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * What is in a file.
   *
   * @throws org.polysome.fault.DataException if it is damaged
   */
  public static Inspection inspect(AnnDataFile file, Progress progress) {
    return new Inspector(file, progress).inspect();
  }

  private Inspection inspect() {
    int cells = file.obs().rows();
    List<Inspection.Matrix> matrices = file.matrices().stream().map(this::matrix).toList();
    List<Inspection.GeneNames> names = geneNames();
    List<Inspection.Obs> obs = new ArrayList<>();
    file.obs().columns().forEach((name, column) -> obs.add(ObsSummary.of(name, column)));
    warnAboutNames("cells", file.obs().index());
    warnAboutNames("genes", file.var(AnnDataFile.X).index());
    warnAboutMatrices(matrices);
    return new Inspection(
        file.path().toString(),
        file.format(),
        cells,
        file.var(AnnDataFile.X).rows(),
        matrices,
        names,
        obs,
        ColumnRoles.labels(obs, cells),
        ColumnRoles.batches(obs, cells),
        file.embeddings().stream()
            .map(key -> new Inspection.Embedding(key, file.dimensions(key)))
            .toList(),
        List.copyOf(file.uns().children().keySet()),
        file.unread(),
        file.measured().map(m -> m.sources().size()).orElse(0),
        file.notes(),
        List.copyOf(warnings));
  }

  private Inspection.Matrix matrix(String name) {
    RowMatrix matrix = file.matrix(name);
    MatrixProfile profile;
    try (Task task = progress.start("reading " + name, "cells", matrix.rows())) {
      profile = MatrixProfile.whole(matrix, task);
    }
    DetectedState state = DetectedState.of(profile);
    MatrixStorage storage = matrix.storage();
    profile
        .firstNan()
        .ifPresent(
            place ->
                warnings.add(
                    name
                        + " holds "
                        + profile.nan()
                        + " NaN, the first in cell '"
                        + file.obs().index().get(place.row())
                        + "', gene '"
                        + file.var(name).index().get(place.column())
                        + "'"));
    return new Inspection.Matrix(
        name,
        matrix.columns(),
        storage.layout(),
        storage.type(),
        state.state(),
        state.reason(),
        profile.entries(),
        explicitZeros(matrix, profile),
        profile.minimum(),
        profile.maximum(),
        profile.medianTotal(),
        profile.medianEntries(),
        profile.emptyRows(),
        profile.nan(),
        profile.negative());
  }

  private static long explicitZeros(RowMatrix matrix, MatrixProfile profile) {
    boolean sparse = List.of("csr", "csc", "mtx").contains(matrix.storage().layout());
    boolean whole = !(matrix instanceof SelectedColumns);
    return sparse && whole ? matrix.storage().entries() - profile.entries() : 0;
  }

  private List<Inspection.GeneNames> geneNames() {
    List<Inspection.GeneNames> found = new ArrayList<>();
    file.var(AnnDataFile.X)
        .texts()
        .forEach(
            (column, names) -> {
              int different = (int) names.stream().distinct().count();
              boolean isIndex = found.isEmpty();
              // a column of a few labels, such as the kind of feature, names no genes
              if (isIndex || different > names.size() / 2) {
                found.add(
                    new Inspection.GeneNames(
                        column,
                        GeneIdKind.ofMost(names),
                        different,
                        names.stream().limit(EXAMPLES).toList()));
              }
            });
    return found;
  }

  private void warnAboutNames(String what, List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    if (counts.size() < names.size()) {
      String example =
          names.stream().filter(n -> counts.getOrDefault(n, 0) > 1).findFirst().orElse("");
      warnings.add(
          (names.size() - counts.size())
              + " "
              + what
              + " have the name of another, such as '"
              + example
              + "'"
              + (what.equals("genes") ? "; their counts are added on use" : ""));
    }
  }

  private void warnAboutMatrices(List<Inspection.Matrix> matrices) {
    if (matrices.isEmpty()) {
      warnings.add("there is no matrix");
    } else if (matrices.stream().noneMatch(m -> m.state() == ValueState.RAW)) {
      warnings.add("no matrix holds raw counts, which training and embedding need");
    }
    for (Inspection.Matrix matrix : matrices) {
      if (matrix.emptyCells() > 0) {
        warnings.add(matrix.emptyCells() + " cells of " + matrix.name() + " have no non-zero");
      }
    }
  }
}
