package org.polysome.experiment.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Config;
import org.polysome.config.Merge;
import org.polysome.config.Nearest;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.fault.UsageException;

/**
 * The data sets of a paper's corpus or benchmark. In YAML, every other key of the root holds for
 * all {@code sets} that do not say otherwise.
 *
 * @param name of the recipe
 * @param description one line about it
 * @param total what the paper counts in all sets together
 * @param sets the data sets
 */
public record DataRecipe(String name, String description, Expected total, List<DataSet> sets) {

  private static final String SETS = "sets";
  private static final List<String> OWN = List.of("description", "total");

  /** Copies the list and checks that no name comes twice. */
  public DataRecipe {
    sets = List.copyOf(sets);
    Set<String> names = new HashSet<>();
    for (DataSet set : sets) {
      if (!names.add(set.name())) {
        throw new UsageException("%s: two sets have the name %s".formatted(name, set.name()));
      }
    }
  }

  /**
   * Reads a recipe.
   *
   * @throws UsageException with place, path, value and the nearest known name, if something in it
   *     is not right
   */
  public static DataRecipe read(String name, Node tree) {
    if (!(tree instanceof Mapping root)
        || !(root.entries().get(SETS) instanceof Listing list)
        || list.items().isEmpty()) {
      throw new UsageException(
          "%s: expected description and sets, a list of data sets".formatted(tree.mark()));
    }
    Mapping forAll = root.without(SETS);
    Mapping own = new Mapping(java.util.Map.of(), root.mark());
    for (String key : OWN) {
      Node value = root.entries().get(key);
      own = value == null ? own : own.with(key, value);
      forAll = forAll.without(key);
    }
    Head head = Config.bind(own, Head.class);
    List<DataSet> sets = new ArrayList<>();
    for (Node item : list.items()) {
      sets.add(Config.bind(Merge.over(forAll, item), DataSet.class));
    }
    return new DataRecipe(name, head.description(), head.total(), sets);
  }

  /**
   * The set of a name, or the only one.
   *
   * @throws UsageException if there is none, or no name was given and there are several, naming
   *     them
   */
  public DataSet set(Optional<String> wanted) {
    List<String> names = sets.stream().map(DataSet::name).toList();
    if (wanted.isEmpty() && sets.size() > 1) {
      throw new UsageException(
          "data recipe %s has several sets: name one with ‹data-set›: %s"
              .formatted(name, String.join(", ", names)));
    }
    return sets.stream()
        .filter(set -> wanted.isEmpty() || set.name().equals(wanted.get()))
        .findFirst()
        .orElseThrow(() -> unknown(wanted.orElse(""), names));
  }

  private UsageException unknown(String wanted, List<String> names) {
    String meant = Nearest.to(wanted, names).map("; did you mean %s?"::formatted).orElse("");
    return new UsageException(
        "data recipe %s has no set %s%s (there are %s)"
            .formatted(name, wanted, meant, String.join(", ", names)));
  }

  private record Head(String description, Expected total) {}
}
