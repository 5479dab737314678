package org.polysome.experiment.paper;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;

/** Holds a recipe against what tables say of it and of the recipes that it extends. */
public final class PaperCheck {

  private static final List<String> WORDS = List.of("name", "about", "reference", "description");

  private final Map<String, List<PaperRow>> tables;
  private final Printed printed;
  private final List<PaperRow> rows;
  private final Map<PaperRow, Setting> settings = new IdentityHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private PaperCheck(Map<String, List<PaperRow>> tables, Printed printed) {
    this.tables = tables;
    this.printed = printed;
    this.rows = rows(printed);
    rows.forEach(row -> settings.put(row, printed.setting(row.setting())));
  }

  /**
   * What is not as the tables say, in words.
   *
   * @param tables rows by the name of a recipe
   * @param recipe its name
   */
  public static List<String> problems(Map<String, List<PaperRow>> tables, String recipe) {
    PaperCheck check = new PaperCheck(tables, Printed.of(recipe));
    check.rows.forEach(check::row);
    check.coverage();
    check.comment();
    return check.problems;
  }

  /** Its own rows, then those of what it extends that its own leave standing. */
  private List<PaperRow> rows(Printed of) {
    List<PaperRow> own = tables.getOrDefault(of.recipe().name(), List.of());
    List<PaperRow> all = new ArrayList<>(own);
    of.base().map(Printed::of).map(this::rows).orElse(List.of()).stream()
        .filter(row -> own.stream().noneMatch(mine -> overrides(of, mine, row)))
        .forEach(all::add);
    return all;
  }

  private static boolean overrides(Printed of, PaperRow mine, PaperRow base) {
    try {
      Setting one = of.setting(mine.setting());
      Setting other = of.setting(base.setting());
      return of.about(other).isEmpty()
          || (one.precision() <= other.precision() && one.replaces(other));
    } catch (IllegalArgumentException noSuchRun) {
      return true;
    }
  }

  private void row(PaperRow row) {
    Setting setting = setting(row);
    List<Printed.Run> runs = printed.about(setting);
    if (runs.isEmpty()) {
      problems.add(row.setting() + " is about no stage of any run");
    }
    for (Printed.Run run : runs) {
      if (rows.stream().anyMatch(other -> isCloser(setting(other), setting, run))) {
        continue;
      }
      Optional<Node> found = Trees.at(run.tree(), setting.path());
      Node expected = row.expected();
      boolean holds =
          found.map(node -> Trees.says(expected, node)).orElse(Trees.isNothing(expected));
      if (!holds) {
        problems.add(
            "%s (%s): the table says %s, the recipe %s"
                .formatted(
                    row.setting(),
                    (run.name() + " stage " + run.stage()).strip(),
                    Trees.shown(expected),
                    found.map(Trees::shown).orElse("nothing")));
      }
    }
  }

  private Setting setting(PaperRow row) {
    return Objects.requireNonNull(settings.get(row));
  }

  private static boolean isCloser(Setting other, Setting setting, Printed.Run run) {
    return other.precision() > setting.precision()
        && other.isAbout(run.name(), run.stage())
        && other.replaces(setting);
  }

  private void coverage() {
    Mapping own = printed.own();
    Mapping plain = own.without("stages").without("sweep").without("sets");
    Trees.leaves(plain).keySet().stream()
        .filter(path -> !path.isEmpty() && !isWord(path))
        .forEach(path -> require(path, rows.stream(), path));
    if (own.entries().get("stages") instanceof Listing stages) {
      for (int i = 0; i < stages.items().size(); i++) {
        int stage = i;
        for (String path : Trees.leaves(stages.items().get(i)).keySet()) {
          require("stages." + i + "." + path, about(null, stage), path);
        }
      }
    }
    if (own.entries().get("sets") instanceof Listing sets) {
      sets.items().forEach(this::set);
    }
    if (own.entries().get("sweep") instanceof Mapping sweep) {
      sweep.entries().forEach(this::axis);
    }
  }

  private void set(Node set) {
    String name = Trees.shown(Trees.at(set, "name").orElseThrow());
    for (String path : Trees.leaves(set).keySet()) {
      if (!isWord(path)) {
        require("sets." + name + "." + path, about(name, 0).filter(this::isOfRun), path);
      }
    }
  }

  private boolean isOfRun(PaperRow row) {
    return setting(row).run().isPresent();
  }

  private void axis(String key, Node choices) {
    for (Node choice : ((Listing) choices).items()) {
      Node set =
          choice instanceof Mapping mapping && mapping.entries().get("set") instanceof Mapping named
              ? named
              : Printed.nothing().with(key, choice);
      for (Map.Entry<String, Node> one : ((Mapping) set).entries().entrySet()) {
        List<Printed.Run> runs =
            printed.runs().stream()
                .filter(
                    run ->
                        Trees.at(run.tree(), one.getKey())
                            .filter(node -> Trees.says(one.getValue(), node))
                            .isPresent())
                .toList();
        for (String path : Trees.leaves(one.getValue()).keySet()) {
          String leaf = path.isEmpty() ? one.getKey() : one.getKey() + "." + path;
          require(
              "sweep: " + leaf + "=" + Trees.shown(one.getValue()),
              runs.stream().flatMap(run -> about(run.name(), run.stage())),
              leaf);
        }
      }
    }
  }

  private Stream<PaperRow> about(@Nullable String run, int stage) {
    return rows.stream()
        .filter(
            row -> {
              Setting setting = setting(row);
              return setting.isAbout(run == null ? setting.run().orElse("") : run, stage);
            });
  }

  private static boolean isWord(String path) {
    return WORDS.contains(path.substring(path.lastIndexOf('.') + 1)) && !path.contains("files.");
  }

  private void require(String shown, Stream<PaperRow> candidates, String leaf) {
    if (candidates.noneMatch(row -> covers(row, leaf))) {
      problems.add(shown + " is set by the recipe and has no row");
    }
  }

  private boolean covers(PaperRow row, String leaf) {
    String path = setting(row).path();
    if (path.equals(leaf) || path.equals(leaf + ".type")) {
      return true;
    }
    if (!Setting.isWithin(leaf, path)) {
      return false;
    }
    String rest = leaf.substring(path.length() + 1);
    return row.expected() instanceof Scalar
        ? rest.equals("type")
        : Trees.leaves(row.expected()).keySet().stream()
            .anyMatch(given -> Setting.isWithin(given, rest) || rest.equals(given + ".type"));
  }

  private void comment() {
    List<HeadComment> comments = lineage().map(Recipe::headComment).map(HeadComment::of).toList();
    List<String> differences =
        comments.stream().flatMap(one -> one.differences().stream()).toList();
    List<String> silent = comments.stream().flatMap(one -> one.silent().stream()).toList();
    for (PaperRow row : rows) {
      if (row.differs() && !isNamed(row, differences)) {
        problems.add(row.setting() + " differs from the paper, and the head comment is silent");
      }
      if (row.silent() && !isNamed(row, silent)) {
        problems.add(row.setting() + " is not stated in the paper, and the head comment is silent");
      }
    }
    stale(comments.getFirst().differences(), "a difference", PaperRow::differs);
    stale(comments.getFirst().silent(), "not stated", PaperRow::silent);
  }

  private void stale(List<String> named, String what, Predicate<PaperRow> isSo) {
    for (String path : named) {
      if (rows.stream().noneMatch(row -> isSo.test(row) && isNamed(row, List.of(path)))) {
        problems.add("the head comment calls %s %s, the table does not".formatted(path, what));
      }
    }
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
            one -> one.flatMap(recipe -> Printed.of(recipe.name()).base()).map(Recipes::get))
        .flatMap(Optional::stream);
  }
}
