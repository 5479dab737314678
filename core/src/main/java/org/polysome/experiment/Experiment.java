package org.polysome.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.Inheritance;
import org.polysome.config.JsonSchema;
import org.polysome.config.Mark;
import org.polysome.config.Node;
import org.polysome.config.Require;
import org.polysome.config.YamlReader;
import org.polysome.files.IoFaults;
import org.polysome.suite.grid.Judging;
import org.polysome.train.Plan;

/**
 * What a person asks for with {@code polysome pretrain}: the record tree that is the YAML.
 *
 * @param name of the recipe, or of the file without its ending
 * @param description one line about it, or empty
 * @param variants the runs: one, or every combination of a {@code sweep}
 * @param judging how the runs of a sweep are judged, and what is shown of that
 */
public record Experiment(
    String name, String description, List<Variant> variants, Optional<Judging> judging) {

  private static final List<String> ENDINGS = List.of(".yaml", ".yml");

  /** Checks that there is something to train. */
  public Experiment {
    variants = List.copyOf(variants);
    Require.notEmpty("variants", variants);
  }

  /**
   * Reads a recipe or a file, what it extends, and what was said beside it.
   *
   * @param nameOrFile a recipe's name, or a file ending with {@code .yaml}
   * @param assignments {@code key.path=value}, later ones win; they hold for every stage, but for
   *     those that begin with {@code stages.N}, counted from 0, and those of {@code sweep} and
   *     {@code judge}, which are about all runs
   * @throws org.polysome.fault.UsageException with place, path, value and the nearest known name,
   *     if something in it is not right
   */
  public static Experiment load(String nameOrFile, List<String> assignments) {
    Node own = tree(nameOrFile, Optional.empty());
    Node resolved = Inheritance.resolve(own, (name, from) -> tree(name, folderOf(from)));
    Node whole = RootKeys.assigned(resolved, ofTheWhole(assignments, true));
    Optional<Judging> judging = RootKeys.judging(whole);
    judging.ifPresent(asked -> asked.show().check());
    List<Sweep.Combination> combinations =
        RootKeys.sweep(whole).map(Sweep::combinations).orElse(List.of(Sweep.Combination.ONLY));
    return new Experiment(
        name(nameOrFile),
        RootKeys.description(whole).orElse(""),
        combinations.stream()
            .map(one -> variant(one, whole, ofTheWhole(assignments, false)))
            .toList(),
        judging);
  }

  /** Those that are about the file as a whole, or those that are about every stage of every run. */
  private static List<String> ofTheWhole(List<String> assignments, boolean wanted) {
    return assignments.stream()
        .filter(one -> RootKeys.OF_ALL_RUNS.stream().anyMatch(one::startsWith) == wanted)
        .toList();
  }

  private static Variant variant(
      Sweep.Combination combination, Node whole, List<String> assignments) {
    List<Plan> stages = new ArrayList<>();
    for (Node stage : RootKeys.stages(whole)) {
      Node node = stage;
      for (Assignment assignment : combination.set()) {
        node = assignment.applyTo(node);
      }
      stages.add(Config.bind(Assignment.applyAll(node, assignments), Plan.class));
    }
    return new Variant(combination.name(), combination.cell(), stages);
  }

  /** Whether it asks for several runs. */
  public boolean isSweep() {
    return variants.size() > 1;
  }

  /** The plan of the last stage of the first run. */
  public Plan plan() {
    return variants.getFirst().stages().getLast();
  }

  /**
   * The YAML text of every stage of every run with all defaults spelt out, as documents of one
   * stream; where there is one, loading the text gives the same plan.
   */
  public String text() {
    return variants.stream()
        .flatMap(variant -> variant.stages().stream())
        .map(Config::text)
        .collect(Collectors.joining("---\n"));
  }

  /** A JSON Schema of experiment files, for editors. */
  public static String schema() {
    return JsonSchema.of(Plan.class, RootKeys.FURTHER);
  }

  private static Node tree(String nameOrFile, Optional<Path> folder) {
    if (!isFile(nameOrFile)) {
      return Recipes.get(nameOrFile).tree();
    }
    Path file = folder.map(parent -> parent.resolve(nameOrFile)).orElse(Path.of(nameOrFile));
    try {
      return YamlReader.read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private static boolean isFile(String name) {
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** A file named after extends lies relative to the file that says so. */
  private static Optional<Path> folderOf(Mark from) {
    return isFile(from.source())
        ? Optional.ofNullable(Path.of(from.source()).getParent())
        : Optional.empty();
  }

  private static String name(String nameOrFile) {
    String last = isFile(nameOrFile) ? Path.of(nameOrFile).getFileName().toString() : nameOrFile;
    return ENDINGS.stream()
        .filter(last::endsWith)
        .findFirst()
        .map(ending -> last.substring(0, last.length() - ending.length()))
        .orElse(last);
  }
}
