package org.polysome.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.polysome.experiment.Experiment;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome recipes}. */
@Command(
    name = "recipes",
    description =
        "List the recipes of published models, or print one with every setting spelt out.",
    footer = {
      "",
      "Example:",
      "  polysome recipes bmfm-wced-10pct > mine.yaml",
      "",
      "For completion in an editor:",
      "  polysome recipes --schema > experiment.schema.json",
      "",
      "Published data sets, for polysome corpus build --data-recipe:",
      "  polysome recipes --data"
    })
final class RecipesCommand implements Runnable {

  @Mixin private Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Print this recipe whole; data/NAME is one of published data.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--schema", description = "Print the JSON Schema of recipes, for editors.")
  private boolean schema;

  @Option(names = "--data", description = "List the recipes of published data sets.")
  private boolean data;

  @Override
  public void run() {
    PrintWriter results = session.results();
    if (schema) {
      results.println(Experiment.schema());
    } else if (name.isPresent()) {
      print(name.get(), results);
    } else {
      list(data ? Recipes.data() : Recipes.all(), results);
    }
  }

  private static void list(List<Recipe> recipes, PrintWriter results) {
    int width = recipes.stream().mapToInt(recipe -> recipe.name().length()).max().orElse(0);
    for (Recipe recipe : recipes) {
      String gap = " ".repeat(width - recipe.name().length() + 2);
      results.println(recipe.name() + gap + recipe.description());
    }
  }

  private static void print(String name, PrintWriter results) {
    Recipe recipe = Recipes.get(name);
    if (Recipes.isData(name)) {
      // Nearly every key of a data set is absent: the file itself is the most readable form.
      results.print(recipe.text());
      results.flush();
      return;
    }
    results.print(recipe.headComment());
    results.print(Experiment.load(name, List.of()).text());
    results.flush();
  }
}
