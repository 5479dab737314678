package org.polysome.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Guesses which columns of a table of cells are labels to learn and which are batches, by name
 * first: what people call them is far more telling than how many values they have.
 */
final class ColumnRoles {

  private static final List<Pattern> LABELS =
      List.of(
          ignoringCase("cell[_ .]?types?\\b|celltypes?|cell_?line|cell_ontology_class"),
          ignoringCase(
              "annot|^(bulk_|cell_)?labels?$|subclass|identity|primary\\.type|^group$|^class$"),
          ignoringCase("louvain|leiden|cluster|^condition$|^stim$|treatment|perturbation"));

  private static final List<Pattern> BATCHES =
      List.of(
          ignoringCase("batch"),
          ignoringCase("donor|patient|individual|subject|animal"),
          ignoringCase("plate|library|sample|orig\\.ident|study|dataset|source|replicate"),
          ignoringCase("assay|technology|protocol|platform|chemistry|suspension"));

  private ColumnRoles() {}

  private static Pattern ignoringCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  static List<String> labels(List<Inspection.Obs> columns, int cells) {
    return matching(columns, cells, LABELS);
  }

  static List<String> batches(List<Inspection.Obs> columns, int cells) {
    return matching(columns, cells, BATCHES);
  }

  private static List<String> matching(
      List<Inspection.Obs> columns, int cells, List<Pattern> patterns) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : patterns) {
      for (Inspection.Obs column : columns) {
        boolean groups = column.different() > 1 && column.different() <= Math.max(2, cells / 2);
        boolean named = pattern.matcher(column.column()).find();
        boolean ontology = column.column().endsWith("ontology_term_id");
        if (groups && named && !ontology && !column.kind().equals(ObsSummary.DECIMALS)) {
          found.add(column.column());
        }
      }
    }
    return found.stream().distinct().toList();
  }
}
