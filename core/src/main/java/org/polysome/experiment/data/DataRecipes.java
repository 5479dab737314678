package org.polysome.experiment.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.polysome.config.YamlReader;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;
import org.polysome.files.IoFaults;

/** Finds recipes of published data. */
public final class DataRecipes {

  private static final List<String> ENDINGS = List.of(".yaml", ".yml");

  private DataRecipes() {}

  /**
   * Reads a recipe that ships, or a file.
   *
   * @param nameOrFile a recipe's name, with or without {@code data/}, or a file ending with {@code
   *     .yaml}
   * @throws org.polysome.fault.UsageException if there is none, or something in it is not right
   */
  public static DataRecipe load(String nameOrFile) {
    if (ENDINGS.stream().noneMatch(nameOrFile::endsWith)) {
      Recipe recipe = Recipes.get(Recipes.isData(nameOrFile) ? nameOrFile : "data/" + nameOrFile);
      return DataRecipe.read(recipe.name(), recipe.tree());
    }
    Path file = Path.of(nameOrFile);
    try {
      return DataRecipe.read(nameOrFile, YamlReader.read(Files.readString(file), nameOrFile));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}
