package org.polysome.experiment.paper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Node;
import org.polysome.experiment.Recipes;

/** Holds what a twin's head comment names against the settings in which it does differ. */
public final class TwinCheck {

  private TwinCheck() {}

  /** What is named wrongly or not at all, in words. */
  public static List<String> problems(String twin, String recipe) {
    Optional<HeadComment.Twin> named = HeadComment.of(Recipes.get(twin).headComment()).twin();
    Set<String> found = differences(Printed.of(twin), Printed.of(recipe));
    if (named.isEmpty()) {
      return List.of("# Differs from %s in: %s".formatted(recipe, String.join(", ", found)));
    }
    List<String> problems = new ArrayList<>();
    if (!named.get().recipe().equals(recipe)) {
      problems.add("it is the twin of %s, not of %s".formatted(recipe, named.get().recipe()));
    }
    List<String> paths = named.get().paths();
    for (String leaf : found) {
      if (paths.stream().noneMatch(path -> isNamed(path, leaf))) {
        problems.add(leaf + " differs and is not named");
      }
    }
    for (String path : paths) {
      if (found.stream().noneMatch(leaf -> isNamed(path, leaf))) {
        problems.add(path + " is named and does not differ");
      }
    }
    return problems;
  }

  /** A node stands for its leaves where it is at least two keys deep. */
  private static boolean isNamed(String path, String leaf) {
    return path.equals(leaf) || (path.contains(".") && Setting.isWithin(leaf, path));
  }

  /** The leaves that differ in any stage of any run, whose numbers must be the same. */
  static Set<String> differences(Printed twin, Printed full) {
    Set<String> differences = new LinkedHashSet<>();
    if (twin.runs().size() != full.runs().size()) {
      differences.add("number of runs and stages");
    }
    for (int i = 0; i < Math.min(twin.runs().size(), full.runs().size()); i++) {
      Map<String, Node> ours = Trees.leaves(twin.runs().get(i).tree());
      Map<String, Node> theirs = Trees.leaves(full.runs().get(i).tree());
      Set<String> paths = new LinkedHashSet<>(ours.keySet());
      paths.addAll(theirs.keySet());
      for (String path : paths) {
        Node one = ours.get(path);
        Node other = theirs.get(path);
        if (one == null || other == null || !Trees.says(one, other)) {
          differences.add(path);
        }
      }
    }
    return differences;
  }
}
