package org.polysome.suite.baseline;

import java.util.List;
import org.polysome.train.Plan;

/** Where baselines that are trained find how: the recipes, which live in a higher layer. */
@FunctionalInterface
public interface RecipePlans {

  /**
   * The plan of a recipe.
   *
   * @param recipe its name
   * @param assignments {@code key.path=value} that change it
   */
  Plan plan(String recipe, List<String> assignments);
}
