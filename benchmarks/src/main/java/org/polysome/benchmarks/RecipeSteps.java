package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.polysome.experiment.Experiment;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;
import org.polysome.model.EncoderDecoder;
import org.polysome.model.FittedModel;
import org.polysome.model.TokenModel;
import org.polysome.tensor.Engine;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;

/**
 * Training steps of a shipped recipe at its width and length, two layers and two cells a batch, in
 * turn with two threads and with one.
 */
final class RecipeSteps {

  private static final int WARM_UP = 1;
  private static final int SLOW_ROUNDS = 3;
  private static final int ROUNDS = 11;
  private static final double SECONDS = 30;

  /** Two threads are expected to be at least as fast as one, but for noise. */
  static final double ACCEPTED = 0.9;

  private final Plan plan;
  private final Path corpus;

  /** The steps of a recipe on a corpus. */
  RecipeSteps(String recipe, Path corpus) {
    this.plan = plan(recipe, List.of("data.corpus=" + corpus));
    this.corpus = corpus;
  }

  /** The recipes that take steps, in their order: no grids, no fitted models, no small twins. */
  static List<String> names() {
    return Recipes.all().stream().map(Recipe::name).filter(RecipeSteps::takesSteps).toList();
  }

  private static boolean takesSteps(String recipe) {
    if (recipe.endsWith("-tiny")) {
      return false;
    }
    Experiment experiment = Experiment.load(recipe, List.of());
    return !experiment.isSweep() && !(last(experiment).model() instanceof FittedModel);
  }

  /** The columns of obs that these recipes read. */
  static Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    names().forEach(recipe -> columns.addAll(last(Experiment.load(recipe, List.of())).labels()));
    return columns;
  }

  static Plan plan(String recipe, List<String> more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "train.batch-size=2",
                "train.accumulate=1",
                "train.epochs=null",
                "train.max-cells-seen=null",
                "train.max-steps=1000000",
                "train.threads=1",
                "data.validation=none",
                "data.test=none"));
    switch (last(Experiment.load(recipe, List.of())).model()) {
      case TokenModel tokens -> settings.add("model.layers=2");
      case EncoderDecoder both ->
          settings.addAll(List.of("model.encoder.layers=2", "model.decoder.layers=2"));
      default -> {}
    }
    settings.addAll(more);
    return last(Experiment.load(recipe, settings));
  }

  private static Plan last(Experiment experiment) {
    return experiment.variants().getFirst().stages().getLast();
  }

  /**
   * Takes steps.
   *
   * @return seconds of a step with one thread and with two
   */
  Times take() {
    int before = Engine.threads();
    Clock clock = new Clock(RecipeSteps::next);
    Engine.threads(2);
    try {
      Path run = corpus.resolveSibling("run");
      Pretraining.start(plan, new Pretraining.Target(run, true, List.of()), clock);
      throw new IllegalStateException("a million steps were taken");
    } catch (Clock.Enough enough) {
      return times(clock.laps());
    } finally {
      Engine.threads(before);
    }
  }

  /** After an odd number of steps comes one with one thread. */
  private static void next(List<Clock.Lap> laps) {
    int rounds = (laps.size() - WARM_UP) / 2;
    boolean whole = laps.size() % 2 == 1;
    if (whole && isEnough(laps, rounds)) {
      throw new Clock.Enough();
    }
    Engine.threads(whole ? 1 : 2);
  }

  /** Whatever the ratio is by then. Long steps vary less, and a few of them take minutes. */
  private static boolean isEnough(List<Clock.Lap> laps, int rounds) {
    boolean slow = laps.stream().mapToDouble(Clock.Lap::seconds).sum() > SECONDS;
    return rounds >= (slow ? SLOW_ROUNDS : ROUNDS);
  }

  private static Times times(List<Clock.Lap> laps) {
    return new Times(Medians.seconds(laps, WARM_UP, 2), Medians.seconds(laps, WARM_UP + 1, 2));
  }

  /**
   * Median seconds of a step.
   *
   * @param one with one thread
   * @param two with two threads
   */
  record Times(double one, double two) {
    /** How many times as fast two threads are. */
    double ratio() {
      return one / two;
    }
  }
}
