package org.polysome.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;

/**
 * Which gene of a vocabulary each column of a file is. Names match exactly, or, for Ensembl ids,
 * without their version.
 *
 * @param ids the vocabulary id of each column, {@link #NOT_IN_VOCABULARY} for those without
 * @param vocabularySize number of genes in the vocabulary
 * @param report how well they match
 */
public record GeneAlignment(int[] ids, int vocabularySize, GeneReport report) {

  /** The id of a column that the vocabulary does not know, or knows more than once. */
  public static final int NOT_IN_VOCABULARY = -1;

  private static final int AMBIGUOUS = -2;

  /** The other name of a table's index in {@link GeneMatching#column}. */
  private static final String INDEX = "index";

  /**
   * Aligns a file's genes.
   *
   * @param names for each column of {@code var} that might name genes, the name of each gene; the
   *     index comes first ({@code Frame.texts()} gives it)
   * @param vocabulary the genes to align to
   * @param matching which column, and when to refuse
   * @throws UsageException if the column asked for is not there
   * @throws DataException if too few genes match, naming the best column tried
   */
  public static GeneAlignment align(
      SequencedMap<String, List<String>> names, Vocabulary vocabulary, GeneMatching matching) {
    Map<String, Integer> unversioned = unversioned(vocabulary);
    GeneAlignment best = null;
    SequencedMap<String, List<String>> candidates =
        matching.column().map(column -> only(names, column)).orElse(names);
    for (Map.Entry<String, List<String>> column : candidates.entrySet()) {
      GeneAlignment tried = align(column, vocabulary, unversioned);
      if (best == null || tried.report.matched() > best.report.matched()) {
        best = tried;
      }
    }
    if (best == null) {
      throw new DataException("the table of genes has no names");
    }
    best.refuseIfPoor(matching.minimumShare());
    return best;
  }

  /** The one column asked for, by name or as the index. */
  static SequencedMap<String, List<String>> only(
      SequencedMap<String, List<String>> names, String column) {
    boolean index = column.equals(INDEX) && !names.containsKey(INDEX) && !names.isEmpty();
    String key = index ? names.firstEntry().getKey() : column;
    List<String> values = names.get(key);
    if (values == null) {
      throw new UsageException(
          "there is no gene column '"
              + column
              + "'; there are "
              + String.join(", ", names.keySet()));
    }
    return new LinkedHashMap<>(Map.of(key, values));
  }

  private static Map<String, Integer> unversioned(Vocabulary vocabulary) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      String name = vocabulary.name(id);
      ids.merge(GeneIdKind.withoutVersion(name), id, (one, other) -> AMBIGUOUS);
    }
    return ids;
  }

  private static GeneAlignment align(
      Map.Entry<String, List<String>> column,
      Vocabulary vocabulary,
      Map<String, Integer> unversioned) {
    List<String> names = column.getValue();
    int[] ids = new int[names.size()];
    BitSet seen = new BitSet(vocabulary.size());
    List<String> duplicate = new ArrayList<>();
    List<String> ambiguous = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int c = 0; c < ids.length; c++) {
      String name = names.get(c);
      int id = find(name, vocabulary, unversioned);
      if (id == AMBIGUOUS) {
        ambiguous.add(name);
      } else if (id == NOT_IN_VOCABULARY) {
        unknown.add(name);
      } else if (seen.get(id)) {
        duplicate.add(name);
      } else {
        seen.set(id);
      }
      ids[c] = Math.max(id, NOT_IN_VOCABULARY);
    }
    List<String> missing = new ArrayList<>();
    for (int id = seen.nextClearBit(0); id < vocabulary.size(); id = seen.nextClearBit(id + 1)) {
      missing.add(vocabulary.name(id));
    }
    GeneReport report =
        new GeneReport(
            column.getKey(),
            GeneIdKind.ofMost(names),
            vocabulary.kind(),
            names.size(),
            vocabulary.size(),
            seen.cardinality(),
            GeneReport.Names.of(duplicate),
            GeneReport.Names.of(ambiguous),
            GeneReport.Names.of(unknown),
            GeneReport.Names.of(missing));
    return new GeneAlignment(ids, vocabulary.size(), report);
  }

  private static int find(String name, Vocabulary vocabulary, Map<String, Integer> unversioned) {
    return vocabulary
        .id(name)
        .orElseGet(
            () -> unversioned.getOrDefault(GeneIdKind.withoutVersion(name), NOT_IN_VOCABULARY));
  }

  private void refuseIfPoor(double minimumShare) {
    double share = Math.max(report.shareOfFile(), report.shareOfVocabulary());
    if (report.matched() > 0 && share >= minimumShare) {
      return;
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "only %d of the file's %d genes are in the vocabulary of %d: the best column is '%s',"
                + " which holds %s (%s), while the vocabulary holds %s (%s); name another column"
                + " with ‹gene-column›, or use a vocabulary of the same species and kind of id",
            report.matched(),
            report.fileGenes(),
            report.vocabularyGenes(),
            report.column(),
            report.fileKind().words(),
            String.join(", ", report.unknown().examples()),
            report.vocabularyKind().words(),
            String.join(", ", report.missing().examples())));
  }

  /** The vocabulary genes that the file measured. */
  public BitSet measured() {
    BitSet measured = new BitSet(vocabularySize);
    Arrays.stream(ids).filter(id -> id >= 0).forEach(measured::set);
    return measured;
  }

  /**
   * A block of the file's rows over the vocabulary: columns become vocabulary ids, ascending in
   * each row; columns without one are left out and duplicates are added up.
   */
  public CsrMatrix apply(CsrMatrix block) {
    if (block.columns() != ids.length) {
      throw new IllegalArgumentException(
          "a block of " + block.columns() + " columns for " + ids.length + " genes");
    }
    return new RowScatter(ids, vocabularySize).apply(block);
  }
}
