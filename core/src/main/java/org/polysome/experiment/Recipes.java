package org.polysome.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.polysome.config.Nearest;
import org.polysome.fault.UsageException;

/** The recipes that ship with Polysome. */
public final class Recipes {

  private static final String FOLDER = "org/polysome/recipes";
  private static final String SUFFIX = ".yaml";

  private Recipes() {}

  /** All recipes by name. */
  public static List<Recipe> all() {
    try {
      Path classes =
          Path.of(Recipes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(classes)) {
        return read(classes.resolve(FOLDER));
      }
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        return read(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes lie at no path", e);
    }
  }

  /**
   * The recipe of a name.
   *
   * @throws UsageException if there is none, with the nearest name
   */
  public static Recipe get(String name) {
    List<Recipe> all = all();
    return all.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(Recipe::name).toList()));
  }

  private static UsageException unknown(String name, List<String> known) {
    String meant = Nearest.to(name, known).map("; did you mean %s?"::formatted).orElse("");
    return new UsageException(
        "there is no recipe %s%s (polysome recipes lists them; a file ends with .yaml)"
            .formatted(name, meant));
  }

  private static List<Recipe> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(Recipes::recipe)
          .sorted(Comparator.comparing(Recipe::name))
          .toList();
    }
  }

  private static Recipe recipe(Path file) {
    String fileName = file.getFileName().toString();
    try {
      return new Recipe(
          fileName.substring(0, fileName.length() - SUFFIX.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
