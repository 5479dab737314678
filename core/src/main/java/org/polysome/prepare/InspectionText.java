package org.polysome.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An inspection as aligned text for a person. */
public final class InspectionText {

  private static final int LONGEST_EXAMPLE = 24;

  private final List<String> lines = new ArrayList<>();

  private InspectionText() {}

  /** The lines to print. */
  public static List<String> of(Inspection inspection) {
    InspectionText text = new InspectionText();
    text.write(inspection);
    return text.lines;
  }

  private void write(Inspection it) {
    lines.add(
        it.path()
            + ": "
            + it.format()
            + ", "
            + n(it.cells())
            + " cells x "
            + n(it.genes())
            + " genes");
    section("Matrices", it.matrices().stream().flatMap(m -> matrix(it, m)).toList());
    section("Genes (var)", table(it.geneNames().stream().map(g -> genes(it, g)).toList()));
    section("Cells (obs)", table(it.obs().stream().map(o -> column(it, o)).toList()));
    section(
        "Embeddings (obsm)",
        table(
            it.obsm().stream()
                .map(e -> List.of(e.key(), e.dimensions() + " dimensions"))
                .toList()));
    section("Unstructured (uns)", joined(it.uns()));
    section("Not read", joined(it.unread()));
    section(
        "Sources",
        it.sources() == 0
            ? List.of()
            : List.of(it.sources() + " sources, each with its measured genes"));
    section("Notes", it.notes());
    section("Warnings", it.warnings());
  }

  private static List<String> genes(Inspection it, Inspection.GeneNames names) {
    return List.of(
        names.column(),
        names.kind().words(),
        names.different() == it.genes() ? "all different" : n(names.different()) + " different",
        examples(names.examples()));
  }

  private static List<String> column(Inspection it, Inspection.Obs column) {
    return List.of(
        column.column(),
        column.kind(),
        n(column.different()) + " different",
        column.missing() == 0 ? "" : n(column.missing()) + " missing",
        isNumeric(column) ? String.join(" to ", column.examples()) : examples(column.examples()),
        role(it, column.column()));
  }

  private void section(String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(title);
      content.forEach(line -> lines.add("  " + line));
    }
  }

  private static List<String> joined(List<String> names) {
    return names.isEmpty() ? List.of() : List.of(String.join(", ", names));
  }

  private static Stream<String> matrix(Inspection it, Inspection.Matrix m) {
    double share = (double) m.nonZeros() / Math.max(1, (double) it.cells() * m.genes());
    String genes = m.genes() == it.genes() ? "" : ", " + n(m.genes()) + " genes";
    String zeros =
        m.explicitZeros() == 0 ? "" : ", " + n(m.explicitZeros()) + " zeros stored as well";
    return Stream.of(
        m.name()
            + ": "
            + m.state().words()
            + " ("
            + m.reason()
            + "); "
            + m.layout()
            + " "
            + m.type()
            + genes,
        String.format(
            Locale.ROOT,
            "   %s non-zeros (%.1f %%)%s; median cell: total %s, %s genes",
            n(m.nonZeros()),
            100 * share,
            zeros,
            number(m.medianTotal()),
            n((long) m.medianGenes())));
  }

  private static boolean isNumeric(Inspection.Obs column) {
    return column.kind().equals(ObsSummary.DECIMALS) || column.kind().equals(ObsSummary.INTEGERS);
  }

  private static String role(Inspection it, String column) {
    boolean label = it.labels().contains(column);
    boolean batch = it.batches().contains(column);
    return label && batch ? "<- label or batch?" : label ? "<- label?" : batch ? "<- batch?" : "";
  }

  private static String examples(List<String> examples) {
    return String.join(
        ", ",
        examples.stream()
            .map(
                e -> e.length() > LONGEST_EXAMPLE ? e.substring(0, LONGEST_EXAMPLE - 3) + "..." : e)
            .toList());
  }

  /** Rows of fields as lines with aligned columns. */
  private static List<String> table(List<List<String>> rows) {
    int fields = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[fields];
    rows.forEach(
        row -> {
          for (int f = 0; f < row.size(); f++) {
            widths[f] = Math.max(widths[f], row.get(f).length());
          }
        });
    return rows.stream()
        .map(
            row -> {
              StringBuilder line = new StringBuilder();
              for (int f = 0; f < row.size(); f++) {
                line.append(row.get(f)).append(" ".repeat(widths[f] - row.get(f).length() + 2));
              }
              return line.toString().stripTrailing();
            })
        .toList();
  }

  private static String n(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? n((long) value)
        : String.format(Locale.ROOT, "%,.4g", value);
  }
}
