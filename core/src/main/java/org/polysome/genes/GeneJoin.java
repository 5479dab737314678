package org.polysome.genes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

/**
 * The genes of several files joined into one list: those that all have (inner), or all that any has
 * (outer). Ensembl ids are joined without their version. Where files name their genes in several
 * columns, those columns are taken that overlap most.
 *
 * @param genes the joined names: in the order of the first file, then the further ones of the next
 * @param columns for each file the column that was used
 */
public record GeneJoin(List<String> genes, List<String> columns) {

  /** Which genes a join keeps. */
  public enum Kind {
    /** Those that all files have. */
    INNER,
    /** Those that any file has. */
    OUTER
  }

  private record Choice(List<String> columns, List<List<String>> names, long shared) {}

  /** Copies the lists. */
  public GeneJoin {
    genes = List.copyOf(genes);
    columns = List.copyOf(columns);
  }

  /**
   * Joins.
   *
   * @param files for each file its columns that may name genes, the index first
   * @param column the column to use in each file, if asked for
   * @throws UsageException if a file has no such column
   * @throws DataException if the files have no gene in common
   */
  public static GeneJoin of(
      List<SequencedMap<String, List<String>>> files, Kind kind, Optional<String> column) {
    Choice choice = choose(files, column);
    Set<String> joined = new LinkedHashSet<>();
    choice.names().forEach(joined::addAll);
    joined.remove("");
    Set<String> common = new HashSet<>(joined);
    choice.names().forEach(names -> common.retainAll(new HashSet<>(names)));
    if (common.isEmpty()) {
      throw new DataException(
          "the files have no gene in common: "
              + String.join(
                  "; ",
                  choice.names().stream()
                      .map(names -> String.join(", ", names.stream().limit(3).toList()))
                      .toList())
              + "; name the column that joins them with ‹gene-column›");
    }
    if (kind == Kind.INNER) {
      joined.retainAll(common);
    }
    return new GeneJoin(List.copyOf(joined), choice.columns());
  }

  private static Choice choose(
      List<SequencedMap<String, List<String>>> files, Optional<String> column) {
    Optional<Choice> best = Optional.empty();
    for (Map.Entry<String, List<String>> first : candidates(files.getFirst(), column).entrySet()) {
      Choice tried = choose(files, column, first);
      if (best.isEmpty() || tried.shared() > best.get().shared()) {
        best = Optional.of(tried);
      }
    }
    return best.orElseThrow(() -> new DataException("the first file has no genes"));
  }

  /** For one column of the first file the columns of the others that share most with it. */
  private static Choice choose(
      List<SequencedMap<String, List<String>>> files,
      Optional<String> column,
      Map.Entry<String, List<String>> first) {
    List<String> columns = new ArrayList<>(List.of(first.getKey()));
    List<List<String>> names = new ArrayList<>(List.of(plain(first.getValue())));
    Set<String> wanted = new HashSet<>(names.getFirst());
    wanted.remove("");
    long shared = files.size() == 1 ? wanted.size() : 0;
    for (SequencedMap<String, List<String>> file : files.subList(1, files.size())) {
      long most = -1;
      for (Map.Entry<String, List<String>> tried : candidates(file, column).entrySet()) {
        List<String> plain = plain(tried.getValue());
        long matches = plain.stream().filter(wanted::contains).distinct().count();
        if (matches > most) {
          if (most >= 0) {
            columns.removeLast();
            names.removeLast();
          }
          columns.add(tried.getKey());
          names.add(plain);
          most = matches;
        }
      }
      shared += most;
    }
    return new Choice(columns, names, shared);
  }

  private static SequencedMap<String, List<String>> candidates(
      SequencedMap<String, List<String>> file, Optional<String> column) {
    return column.isEmpty() ? file : GeneAlignment.only(file, column.get());
  }

  private static List<String> plain(List<String> names) {
    return names.stream().map(GeneIdKind::withoutVersion).toList();
  }
}
