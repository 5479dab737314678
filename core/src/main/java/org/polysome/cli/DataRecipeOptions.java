package org.polysome.cli;

import java.util.Optional;
import org.polysome.experiment.data.DataRecipes;
import org.polysome.experiment.data.DataSet;
import org.polysome.fault.UsageException;
import picocli.CommandLine.Option;

/** The published data set that a corpus is to be, if it is one. */
final class DataRecipeOptions {

  @Option(
      names = "--data-recipe",
      paramLabel = "NAME|FILE.yaml",
      description =
          "Build a published data set (polysome recipes --data lists them): its filters hold where no"
              + " option says otherwise, and its counts are compared with the paper's.")
  private Optional<String> recipe = Optional.empty();

  @Option(
      names = "--data-set",
      paramLabel = "SET",
      description = "Which set of the data recipe, if it has several.")
  private Optional<String> set = Optional.empty();

  Optional<DataSet> chosen() {
    if (recipe.isEmpty() && set.isPresent()) {
      throw new UsageException("--data-set names a set of a --data-recipe, and none is given");
    }
    return recipe.map(name -> DataRecipes.load(name).set(set));
  }
}
