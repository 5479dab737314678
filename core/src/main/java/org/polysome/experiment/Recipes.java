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
  private static final String DATA = "data/";
  private static final String SUFFIX = ".yaml";

  private Recipes() {}

  /** All recipes of models by name. */
  public static List<Recipe> all() {
    return in("");
  }

  /** All recipes of published data by name, which begins with {@code data/}. */
  public static List<Recipe> data() {
    return in(DATA);
  }

  /** Whether a name is one of published data. */
  public static boolean isData(String name) {
    return name.startsWith(DATA);
  }

  private static List<Recipe> in(String prefix) {
    try {
      Path classes =
          Path.of(Recipes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(classes)) {
        return read(classes.resolve(FOLDER + "/" + prefix), prefix);
      }
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        return read(jar.getPath(FOLDER + "/" + prefix), prefix);
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
    List<Recipe> all = in(isData(name) ? DATA : "");
    return all.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(Recipe::name).toList()));
  }

  private static UsageException unknown(String name, List<String> known) {
    String meant = Nearest.to(name, known).map("; did you mean %s?"::formatted).orElse("");
    return new UsageException(
        "there is no recipe %s%s (polysome recipes%s lists them; a file ends with .yaml)"
            .formatted(name, meant, isData(name) ? " --data" : ""));
  }

  private static List<Recipe> read(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(file -> recipe(file, prefix))
          .sorted(Comparator.comparing(Recipe::name))
          .toList();
    }
  }

  private static Recipe recipe(Path file, String prefix) {
    String fileName = file.getFileName().toString();
    try {
      return new Recipe(
          prefix + fileName.substring(0, fileName.length() - SUFFIX.length()),
          Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
