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
          "The input is a published data set (polysome recipes --data lists them): what its recipe says"
              + " of cells, columns and splits holds where no option says otherwise; a corpus is"
              + " compared with the paper's counts.")
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
