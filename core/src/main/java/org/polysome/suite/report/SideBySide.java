package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.suite.Group;
import org.polysome.suite.ResultRow;
import org.polysome.suite.Suites;

/**
 * What several folders say by the same suite, in one table: the metrics that at least two folders
 * have.
 *
 * @param folders results of one suite
 */
record SideBySide(List<JudgedFolder> folders) {

  /** Longer tables say nothing at a glance, and are left out. */
  private static final int MOST_LINES = 60;

  /** A table for each way to split cells; none where folders share no metric. */
  List<Html> tables() {
    Map<Optional<Group>, List<FolderTable.Found>> bySplit = new LinkedHashMap<>();
    for (FolderTable.Found found : shared()) {
      bySplit
          .computeIfAbsent(Suites.apart(found.row().group()), split -> new ArrayList<>())
          .add(found);
    }
    List<Html> parts = new ArrayList<>();
    bySplit.forEach(
        (split, found) -> {
          FolderTable table = new FolderTable(found);
          if (table.lines().size() <= MOST_LINES) {
            split.ifPresent(
                group -> parts.add(Element.of("h4", ResultsSection.capital(group.title()))));
            parts.add(table.render());
          }
        });
    return parts;
  }

  /** The rows of each folder that another folder has a like of. */
  private List<FolderTable.Found> shared() {
    List<FolderTable.Found> all = new ArrayList<>();
    Map<ResultRow.Kind, Set<String>> having = new HashMap<>();
    for (JudgedFolder folder : folders) {
      for (ResultRow row : folder.outcome().results().results()) {
        if (!row.input().equals(ResultRow.ALL_INPUTS)) {
          having.computeIfAbsent(row.kind(), kind -> new HashSet<>()).add(folder.name());
          all.add(new FolderTable.Found(folder.name(), row));
        }
      }
    }
    return all.stream()
        .filter(found -> having.getOrDefault(found.row().kind(), Set.of()).size() > 1)
        .toList();
  }
}
