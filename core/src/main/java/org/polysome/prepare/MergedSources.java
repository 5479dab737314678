package org.polysome.prepare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.fault.DataException;
import org.polysome.genes.GeneAlignment;

/**
 * The sources of merged cells with the genes that each measured. A file that is a merge itself
 * brings its own sources.
 */
final class MergedSources {

  private final Map<String, BitSet> measured = new LinkedHashMap<>();
  private final List<Integer> sourceOfCell = new ArrayList<>();

  /** Adds the cells of a file. */
  void add(AnnDataFile file, GeneAlignment genes, String name) {
    if (file.measured().isEmpty()) {
      int source = add(name, genes.measured());
      file.obs().index().forEach(cell -> sourceOfCell.add(source));
      return;
    }
    MeasuredGenes inner = file.measured().get();
    Map<String, Integer> sourceOf = new HashMap<>();
    for (int s = 0; s < inner.sources().size(); s++) {
      BitSet joined = new BitSet();
      inner.genes().get(s).stream()
          .map(column -> genes.ids()[column])
          .filter(id -> id >= 0)
          .forEach(joined::set);
      sourceOf.put(inner.sources().get(s), add(name + "/" + inner.sources().get(s), joined));
    }
    Column column =
        file.obs()
            .column(inner.sourceKey())
            .orElseThrow(
                () ->
                    new DataException(
                        file.path() + ": obs has no column '" + inner.sourceKey() + "'"));
    for (int row = 0; row < column.length(); row++) {
      Integer source = column.text(row).map(sourceOf::get).orElse(null);
      if (source == null) {
        throw new DataException(
            file.path()
                + ": cell '"
                + file.obs().index().get(row)
                + "' is of no source whose measured genes are recorded");
      }
      sourceOfCell.add(source);
    }
  }

  private int add(String name, BitSet genes) {
    measured.put(name, genes);
    return measured.size() - 1;
  }

  /** Whether a column of a file is its own and not the record of an earlier merge. */
  boolean isNew(AnnDataFile file, String key) {
    return file.measured().map(inner -> !inner.sourceKey().equals(key)).orElse(true);
  }

  /** The source of each cell as a column of labels. */
  Column column() {
    return new Column.Categorical(
        sourceOfCell.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(measured.keySet()),
        false);
  }

  /** What each source measured. */
  MeasuredGenes measured(String key) {
    return new MeasuredGenes(key, List.copyOf(measured.keySet()), List.copyOf(measured.values()));
  }
}
