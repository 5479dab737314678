package org.polysome.experiment.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.config.Config;
import org.polysome.config.Node;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.YamlReader;

/**
 * What one paper says about the recipes that are made after it.
 *
 * @param about the paper
 * @param recipes rows by the name of a recipe
 */
public record PaperTable(About about, Map<String, List<PaperRow>> recipes) {

  private static final Path FOLDER = Path.of("..", "recipes", "papers");
  private static final String RECIPES = "recipes";

  /**
   * A paper.
   *
   * @param paper its short name
   * @param title its full title
   * @param text the file whose lines are counted
   */
  public record About(String paper, String title, String text) {}

  /** All tables, by the names of their files. */
  public static List<PaperTable> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<PaperTable> tables = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        tables.add(read(YamlReader.read(Files.readString(file), file.getFileName().toString())));
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a table. */
  static PaperTable read(Node node) {
    if (!(node instanceof Mapping root)
        || !(root.entries().get(RECIPES) instanceof Mapping recipes)) {
      throw new IllegalArgumentException(node.mark() + ": expected paper, title, text, recipes");
    }
    Map<String, List<PaperRow>> rows = new LinkedHashMap<>();
    for (String name : recipes.entries().keySet()) {
      Node one = Objects.requireNonNull(recipes.entries().get(name));
      if (!(one instanceof Listing list) || list.items().isEmpty()) {
        throw new IllegalArgumentException(one.mark() + ": expected rows of " + name);
      }
      rows.put(name, list.items().stream().map(PaperRow::read).toList());
    }
    return new PaperTable(Config.bind(root.without(RECIPES), About.class), rows);
  }

  /** Rows by the name of a recipe, over all papers. */
  public static Map<String, List<PaperRow>> rows(List<PaperTable> tables) {
    return tables.stream()
        .flatMap(table -> table.recipes().entrySet().stream())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList(),
                LinkedHashMap::new));
  }
}
