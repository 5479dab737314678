package org.polysome.prepare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.genes.GeneAlignment;

/**
 * The sources of merged cells with the genes that each measured. A file that is a merge itself
 * brings its own sources.
 */
final class MergedSources {

  private final Map<String, BitSet> measured = new LinkedHashMap<>();
  private final List<Integer> sourceOfCell = new ArrayList<>();

  /** Adds the cells of a file, one of whose matrices is merged. */
  void add(AnnDataFile file, String matrix, GeneAlignment genes, String name) {
    Optional<MeasuredGenes> own = file.measured(matrix);
    if (own.isEmpty()) {
      int source = add(name, genes.measured());
      file.obs().index().forEach(cell -> sourceOfCell.add(source));
      return;
    }
    MeasuredGenes inner = own.get();
    int[] numbers = new int[inner.sources().size()];
    for (int s = 0; s < numbers.length; s++) {
      BitSet joined = new BitSet();
      inner.genes().get(s).stream()
          .map(column -> genes.ids()[column])
          .filter(id -> id != GeneAlignment.NOT_IN_VOCABULARY)
          .forEach(joined::set);
      numbers[s] = add(name + "/" + inner.sources().get(s), joined);
    }
    for (int source : inner.sourceOfCells(file.obs(), file.path())) {
      sourceOfCell.add(numbers[source]);
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
