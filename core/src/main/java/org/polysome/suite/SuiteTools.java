package org.polysome.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.suite.baseline.RecipePlans;

/**
 * What a suite works with.
 *
 * @param progress where it says how far it is
 * @param recipes by which baselines are trained; absent where none are to be
 */
public record SuiteTools(Progress progress, Optional<RecipePlans> recipes) {

  /** Without recipes. */
  public SuiteTools(Progress progress) {
    this(progress, Optional.empty());
  }

  /** Silent, without recipes. */
  public static SuiteTools plain() {
    return new SuiteTools(Progress.silent());
  }

  /**
   * Judges some things one after the other, shows how far it is and at which, and ends if someone
   * asked to stop.
   *
   * @param unit what they are, in the plural
   * @param things in their order
   * @param name of each
   * @param judged what is done with each
   */
  public <T> void judgeEach(
      String unit, List<T> things, Function<T, String> name, Consumer<T> judged) {
    try (Task task = progress.start("judging", unit, things.size())) {
      for (T thing : things) {
        task.note(name.apply(thing));
        judged.accept(thing);
        task.advance(1);
      }
    }
  }

  /** The same with recipes. */
  public SuiteTools withRecipes(RecipePlans plans) {
    return new SuiteTools(progress, Optional.of(plans));
  }
}
