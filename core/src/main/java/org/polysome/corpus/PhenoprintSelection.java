package org.polysome.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.text.ObsTable;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.CsvText;
import org.polysome.files.IoFaults;

/** The cells of perturbations that pass, and of each perturbation why it was kept or left out. */
final class PhenoprintSelection {

  /** The file in the corpus that says which were kept, and why. */
  static final String FILE = "phenoprint.csv";

  private static final String CONTROL = "control";
  private static final Verdict UNKNOWN = new Verdict(false, 2, "not in the table");
  private static final Verdict MISSING = new Verdict(false, 2, "no value");

  private final Phenoprint phenoprint;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final Map<String, Integer> cells = new TreeMap<>();
  private int withoutValue;

  /** What is done with a perturbation; of several the one of smallest rank counts. */
  private record Verdict(boolean kept, double rank, String why) {
    Verdict better(Verdict other) {
      return other.rank < rank ? other : this;
    }
  }

  private PhenoprintSelection(Phenoprint phenoprint) {
    this.phenoprint = phenoprint;
  }

  /**
   * Reads the table. A perturbation that several inputs tested passes if it does in one of them.
   *
   * @throws DataException if it is no such table
   * @throws UsageException if it has several embeddings and none, or another, is asked for
   */
  static PhenoprintSelection read(Phenoprint phenoprint) {
    var selection = new PhenoprintSelection(phenoprint);
    Frame table = ObsTable.read(phenoprint.table());
    String embedding = embedding(phenoprint, table);
    for (int row = 0; row < table.rows(); row++) {
      if (text(phenoprint, table, "embedding", row).equals(embedding)) {
        selection.verdicts.merge(
            text(phenoprint, table, "perturbation", row),
            selection.verdict(table, row),
            Verdict::better);
      }
    }
    return selection;
  }

  private static String embedding(Phenoprint phenoprint, Frame table) {
    List<String> all =
        IntStream.range(0, table.rows())
            .mapToObj(row -> text(phenoprint, table, "embedding", row))
            .distinct()
            .toList();
    String wanted = phenoprint.embedding().orElseGet(() -> all.size() == 1 ? all.getFirst() : "");
    if (!all.contains(wanted)) {
      throw new UsageException(
          "‹phenoprint-embedding›: choose in which embedding of %s perturbations must pass: %s"
              .formatted(phenoprint.table(), String.join(", ", all)));
    }
    return wanted;
  }

  private Verdict verdict(Frame table, int row) {
    String why = text(phenoprint, table, "why", row);
    if (why.equals(CONTROL)) {
      return new Verdict(true, -1, CONTROL);
    }
    String p = text(phenoprint, table, "p", row);
    if (p.isEmpty()) {
      return new Verdict(false, 2, why);
    }
    double value = number(p);
    boolean passes = value <= phenoprint.level();
    return new Verdict(
        passes, value, "p %s %s %s".formatted(p, passes ? "<=" : ">", phenoprint.level()));
  }

  private double number(String p) {
    try {
      return Double.parseDouble(p);
    } catch (NumberFormatException e) {
      throw new DataException("%s: '%s' is no p-value".formatted(phenoprint.table(), p), e);
    }
  }

  private static String text(Phenoprint phenoprint, Frame table, String column, int row) {
    return table
        .column(column)
        .orElseThrow(
            () ->
                new DataException(
                    "%s has no column '%s'; expected the consistency.csv of benchmark perturbation-map"
                        .formatted(phenoprint.table(), column)))
        .text(row)
        .orElse("");
  }

  /**
   * The rows of each input that are taken.
   *
   * @throws UsageException if an input has no such column
   * @throws DataException if there is none
   */
  List<BitSet> rows(InputSet inputs) {
    List<BitSet> rows = inputs.inputs().stream().map(this::rows).toList();
    if (rows.stream().allMatch(BitSet::isEmpty)) {
      throw new DataException(
          "‹phenoprint›: no cell has in '%s' a perturbation that passes in %s; there are %s"
              .formatted(
                  phenoprint.column(),
                  phenoprint.table(),
                  String.join(", ", cells.keySet().stream().limit(5).toList())));
    }
    return rows;
  }

  private BitSet rows(OpenInput input) {
    Column column = input.column("‹perturbation-column›", phenoprint.column());
    BitSet rows = new BitSet();
    for (int row = 0; row < input.cells(); row++) {
      Optional<String> name = column.text(row);
      name.ifPresent(one -> cells.merge(one, 1, Integer::sum));
      withoutValue += name.isPresent() ? 0 : 1;
      rows.set(row, name.map(one -> verdicts.getOrDefault(one, UNKNOWN).kept()).orElse(false));
    }
    return rows;
  }

  /** How many perturbations are kept, and how many left out, in words. */
  String words() {
    long kept =
        cells.keySet().stream().filter(name -> verdicts.getOrDefault(name, UNKNOWN).kept()).count();
    return "phenoprint: %d of %d perturbations are kept, controls among them; %s says why"
        .formatted(kept, cells.size(), FILE);
  }

  /** Writes a line for each perturbation of the inputs, those that are kept first. */
  void write(Path folder) {
    List<String> kept = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    cells.forEach(
        (name, count) -> {
          Verdict verdict = verdicts.getOrDefault(name, UNKNOWN);
          (verdict.kept ? kept : dropped).add(line(name, count, verdict));
        });
    if (withoutValue > 0) {
      dropped.add(line("", withoutValue, MISSING));
    }
    List<String> lines = new ArrayList<>(List.of("perturbation,cells,kept,why"));
    lines.addAll(kept);
    lines.addAll(dropped);
    Path file = folder.resolve(FILE);
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  private static String line(String name, int count, Verdict verdict) {
    return "%s,%d,%s,%s"
        .formatted(CsvText.field(name), count, verdict.kept, CsvText.field(verdict.why));
  }
}
