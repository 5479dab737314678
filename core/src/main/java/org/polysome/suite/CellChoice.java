package org.polysome.suite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.prepare.CommonLabels;
import org.polysome.prepare.ObsQuery;
import org.polysome.progress.Progress;

/**
 * Which cells of a file are judged.
 *
 * @param where a query over {@code obs}
 * @param minLabelCells columns of {@code obs}, by name, and in how many of the cells of the file
 *     that the query leaves a label of each must be
 * @param filter limits on their raw counts
 */
public record CellChoice(
    Optional<String> where, Map<String, Integer> minLabelCells, CellFilter filter) {

  /** Every cell. */
  public static final CellChoice ALL = new CellChoice(Optional.empty(), Map.of(), CellFilter.NONE);

  /** What is asked of them, in words. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    where.ifPresent(words::add);
    words.addAll(CommonLabels.limits(minLabelCells));
    words.addAll(filter.words());
    return words;
  }

  /**
   * The cells of a file that are chosen.
   *
   * @throws UsageException if there is no such column
   * @throws DataException if there are limits on counts and no raw counts, or no cell is left
   */
  BitSet of(AnnDataFile file, Optional<ExpressionSource> source, Progress progress) {
    BitSet chosen = new BitSet();
    chosen.set(0, file.obs().rows());
    where.ifPresent(query -> chosen.and(ObsQuery.parse(query).matches(file.obs())));
    leaveOutRare(file, chosen, progress);
    if (!filter.equals(CellFilter.NONE)) {
      ExpressionSource counts =
          source
              .filter(ExpressionSource::isCounts)
              .orElseThrow(
                  () ->
                      new DataException(
                          "%s: cells are limited by %s, which needs raw counts, and there are none"
                              .formatted(file.path(), String.join(", ", filter.words()))));
      chosen.and(counts.passing(filter, progress));
    }
    if (chosen.isEmpty()) {
      throw new DataException(
          "%s: no cell is left by %s".formatted(file.path(), String.join(", ", words())));
    }
    return chosen;
  }

  private void leaveOutRare(AnnDataFile file, BitSet chosen, Progress progress) {
    BitSet selected = (BitSet) chosen.clone();
    minLabelCells.forEach(
        (name, least) -> {
          Column column =
              file.obs()
                  .column(name)
                  .orElseThrow(
                      () ->
                          new UsageException(
                              "min-label-cells: obs of %s has no column '%s'; there are %s"
                                  .formatted(
                                      file.path(),
                                      name,
                                      String.join(", ", file.obs().columns().keySet()))));
          CommonLabels labels = new CommonLabels(name, least);
          labels.count(column, selected);
          chosen.and(labels.common(column, selected));
          progress.say(labels.words());
        });
  }
}
