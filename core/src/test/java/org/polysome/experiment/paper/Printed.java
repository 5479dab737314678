package org.polysome.experiment.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.polysome.config.AbsentKeys;
import org.polysome.config.Config;
import org.polysome.config.Mark;
import org.polysome.config.Merge;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.experiment.Experiment;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;
import org.polysome.experiment.Variant;
import org.polysome.train.Plan;

/**
 * A recipe as it is printed: the tree of every stage of every run, or the tree of every data set.
 *
 * @param recipe the recipe
 * @param runs what a row can be about
 */
public record Printed(Recipe recipe, List<Run> runs) {

  private static final String SETS = "sets";
  private static final String NAME = "name";
  private static final String JUDGE = "judge";
  private static final String EXTENDS = "extends";

  /**
   * A stage of a run, or a data set.
   *
   * @param name of the run, empty for the root of a data recipe
   * @param stage counted from 0
   * @param tree with every default spelt out
   * @param absent paths of keys that there could be and are not
   */
  public record Run(String name, int stage, Node tree, List<String> absent) {}

  /** A recipe by its name. */
  public static Printed of(String name) {
    Recipe recipe = Recipes.get(name);
    return new Printed(recipe, Recipes.isData(name) ? sets(recipe.tree()) : runs(name));
  }

  private static List<Run> runs(String name) {
    Experiment experiment = Experiment.load(name, List.of());
    List<Run> runs = new ArrayList<>();
    for (Variant variant : experiment.variants()) {
      for (int stage = 0; stage < variant.stages().size(); stage++) {
        Plan plan = variant.stages().get(stage);
        Mapping tree = (Mapping) Config.tree(plan);
        Optional<Node> judging =
            experiment.judging().map(judge -> ((Mapping) Config.tree(judge)).without("show"));
        runs.add(
            new Run(
                variant.name(),
                stage,
                judging.map(judge -> tree.with(JUDGE, judge)).orElse(tree),
                AbsentKeys.of(plan)));
      }
    }
    return runs;
  }

  /**
   * The root with the names of the sets, then every set with what the root says for all of them.
   */
  private static List<Run> sets(Node tree) {
    Mapping root = (Mapping) tree;
    Mapping forAll = root.without(SETS).without("description").without("total");
    Listing sets = (Listing) Objects.requireNonNull(root.entries().get(SETS));
    List<Node> names = sets.items().stream().map(set -> Trees.at(set, NAME).orElseThrow()).toList();
    Node named = root.with(SETS, new Listing(names, sets.mark()));
    List<Run> runs = new ArrayList<>(List.of(new Run("", 0, named, List.of())));
    for (int i = 0; i < names.size(); i++) {
      String name = ((Scalar) names.get(i)).text();
      runs.add(new Run(name, 0, Merge.over(forAll, sets.items().get(i)), List.of()));
    }
    return runs;
  }

  /** Whether it is data. */
  boolean isData() {
    return Recipes.isData(recipe.name());
  }

  /** What a row's setting is about. */
  Setting setting(String text) {
    return Setting.parse(text, runs.stream().map(Run::name).toList());
  }

  /** Those that a setting is about; one of data without a set is about the root. */
  List<Run> about(Setting setting) {
    return runs.stream()
        .filter(run -> setting.isAbout(run.name(), run.stage()))
        .filter(run -> !isData() || setting.run().isPresent() || run.name().isEmpty())
        .toList();
  }

  /** The name of the recipe that a recipe extends. */
  static Optional<String> base(Recipe recipe) {
    return Trees.at(recipe.tree(), EXTENDS).map(node -> ((Scalar) node).text());
  }

  /** The paths that a recipe's file sets, in whichever stage, run or set. */
  static List<String> written(Recipe recipe) {
    List<String> paths = new ArrayList<>();
    collect(recipe.tree(), paths);
    return paths;
  }

  private static void collect(Node node, List<String> paths) {
    for (Map.Entry<String, Node> leaf : Trees.leaves(node).entrySet()) {
      paths.add(leaf.getKey().replaceFirst("^(stages|sets)\\.\\d+\\.", ""));
    }
    if (Trees.at(node, "sweep").orElse(null) instanceof Mapping sweep) {
      sweep.entries().forEach((key, choices) -> choices(key, choices, paths));
    }
  }

  private static void choices(String key, Node choices, List<String> paths) {
    for (Node choice : ((Listing) choices).items()) {
      Mapping set =
          choice instanceof Mapping mapping && mapping.entries().get("set") instanceof Mapping named
              ? named
              : new Mapping(Map.of(key, choice), new Mark("sweep"));
      set.entries()
          .forEach(
              (path, value) ->
                  Trees.leaves(value)
                      .keySet()
                      .forEach(leaf -> paths.add(leaf.isEmpty() ? path : path + "." + leaf)));
    }
  }
}
