package org.polysome.experiment.paper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;

/** Holds a recipe against what tables say of it and of the recipes that it extends. */
public final class PaperCheck {

  private static final List<String> WORDS = List.of("name", "about", "reference", "description");

  private final Map<String, List<PaperRow>> tables;
  private final Printed printed;
  private final List<Statement> statements;
  private final List<PaperRow> rows;
  private final List<String> written;
  private final List<String> problems = new ArrayList<>();

  private PaperCheck(Map<String, List<PaperRow>> tables, Printed printed) {
    this.tables = tables;
    this.printed = printed;
    this.statements = statements(printed);
    this.written = lineage().flatMap(recipe -> Printed.written(recipe).stream()).toList();
    this.rows = List.copyOf(new LinkedHashSet<>(statements.stream().map(Statement::row).toList()));
  }

  /**
   * What is not as the tables say, in words.
   *
   * @param tables rows by the name of a recipe
   * @param recipe its name
   */
  public static List<String> problems(Map<String, List<PaperRow>> tables, String recipe) {
    PaperCheck check = new PaperCheck(tables, Printed.of(recipe));
    check.statements.forEach(check::statement);
    check.problems.addAll(Coverage.gaps(check.printed, check.statements));
    check.comment();
    return check.problems;
  }

  /** Its own statements, then those about what it extends that its own leave standing. */
  private List<Statement> statements(Printed of) {
    List<Statement> own =
        tables.getOrDefault(of.recipe().name(), List.of()).stream()
            .flatMap(row -> Statement.of(row, of))
            .toList();
    List<Statement> all = new ArrayList<>(own);
    Printed.base(of.recipe()).map(Printed::of).map(this::statements).orElse(List.of()).stream()
        .filter(base -> own.stream().noneMatch(mine -> overrides(of, mine, base)))
        .forEach(all::add);
    return all;
  }

  private static boolean overrides(Printed of, Statement mine, Statement base) {
    return of.about(base.setting()).isEmpty()
        || (mine.setting().precision() <= base.setting().precision()
            && mine.setting().replaces(base.setting()));
  }

  private void statement(Statement one) {
    List<Printed.Run> runs = printed.about(one.setting());
    if (runs.isEmpty()) {
      problems.add(one.text() + " is about no stage of any run");
    }
    boolean found = !one.setting().isPattern();
    for (Printed.Run run : runs) {
      for (String path : Trees.paths(run.tree(), one.setting().path())) {
        found = true;
        if (statements.stream().noneMatch(other -> one.yields(other, run, path))
            && !one.holds(run.tree(), path)) {
          problems.add(
              "%s (%s): the table says %s, the recipe %s"
                  .formatted(
                      one.text(),
                      (run.name() + " stage " + run.stage()).strip(),
                      Trees.shown(one.expected()),
                      Trees.at(run.tree(), path).map(Trees::shown).orElse("nothing")));
        }
      }
    }
    if (!found) {
      problems.add(one.text() + " is the form of no path of any run");
    }
  }

  static boolean isWord(String path) {
    return WORDS.contains(path.substring(path.lastIndexOf('.') + 1)) && !path.contains("files.");
  }

  private void comment() {
    List<HeadComment> comments = lineage().map(Recipe::headComment).map(HeadComment::of).toList();
    List<String> differences = all(comments, HeadComment::differences);
    List<String> silent = all(comments, HeadComment::silent);
    List<String> defaults = all(comments, HeadComment::defaults);
    for (PaperRow row : rows) {
      if (row.differs() && !isNamed(row, differences)) {
        problems.add(row.setting() + " differs from the paper, and the head comment is silent");
      }
      if (row.silent() && !isNamed(row, silent)) {
        if (isWritten(row)) {
          problems.add(
              row.setting() + " is not stated in the paper, and the head comment is silent");
        } else if (!defaults.contains(group(row))) {
          problems.add(
              row.setting() + " is a default, and the head comment names none of " + group(row));
        }
      }
    }
    HeadComment own = comments.getFirst();
    stale(own.differences(), "a difference", (row, path) -> row.differs() && isNamed(row, path));
    stale(own.silent(), "not stated", (row, path) -> row.silent() && isNamed(row, path));
    stale(
        own.defaults(),
        "a group of defaults",
        (row, path) -> row.silent() && !isWritten(row) && group(row).equals(path));
  }

  private static List<String> all(
      List<HeadComment> comments, Function<HeadComment, List<String>> what) {
    return comments.stream().map(what).flatMap(List::stream).toList();
  }

  private void stale(List<String> named, String what, BiPredicate<PaperRow, String> isSo) {
    for (String path : named) {
      if (rows.stream().noneMatch(row -> isSo.test(row, path))) {
        problems.add("the head comment calls %s %s, the table does not".formatted(path, what));
      }
    }
  }

  /** Whether the recipe's file, or one that it extends, sets what a row is about. */
  private boolean isWritten(PaperRow row) {
    return statements.stream()
        .filter(one -> one.row().equals(row))
        .map(one -> one.setting().path())
        .anyMatch(
            path ->
                written.stream()
                    .anyMatch(
                        leaf ->
                            Setting.isWithin(leaf, path) || Setting.isSame(leaf + ".type", path)));
  }

  private String group(PaperRow row) {
    return printed.setting(row.setting()).path().split("\\.", -1)[0];
  }

  private static boolean isNamed(PaperRow row, String path) {
    return isNamed(row, List.of(path));
  }

  /** A component may be named by its key or by its type. */
  private static boolean isNamed(PaperRow row, List<String> paths) {
    return paths.stream()
        .anyMatch(path -> row.setting().equals(path) || row.setting().equals(path + ".type"));
  }

  private Stream<Recipe> lineage() {
    return Stream.iterate(
            Optional.of(printed.recipe()),
            Optional::isPresent,
            one -> one.flatMap(Printed::base).map(Recipes::get))
        .flatMap(Optional::stream);
  }
}
