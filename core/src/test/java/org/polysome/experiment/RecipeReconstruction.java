package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.backbone.Mlp;
import org.polysome.fault.UsageException;
import org.polysome.model.FittedModel;
import org.polysome.model.Hvg;
import org.polysome.model.TokenModel;
import org.polysome.objective.MaskedValues;
import org.polysome.objective.ValueHead.Unit;
import org.polysome.objective.ValueLoss;
import org.polysome.progress.Progress;
import org.polysome.tensor.Engine;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileReconstruction;
import org.polysome.train.embed.Reading;
import org.polysome.train.embed.ReconstructRequest;

/**
 * Shipped recipes trained for a few steps on simulated cells, and the expression that they predict
 * of a file of others, or their refusal. Recipes are the tiny ones, and those that are fitted and
 * have no steps.
 */
abstract class RecipeReconstruction {

  /** Float32, of sums in another order. */
  private static final double CLOSE = 1e-4;

  private static final int STEPS = 4;

  @TempDir static Path shared;
  private static QueryFile query;
  private static Path corpus;
  private static int threads;

  @TempDir Path folder;

  /**
   * One of the runs that a recipe makes.
   *
   * @param name of the recipe and the place in its sweep
   * @param stages what is trained one after the other
   */
  record Case(String name, List<Plan> stages) {

    Plan plan() {
      return stages.getLast();
    }

    long cost() {
      return plan().model().cost(QueryFile.GENES, QueryFile.GENES).multiplyAdds();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Some of all recipes ask for many cells. */
  @BeforeAll
  static void cells(TestInfo test) {
    threads = Engine.threads();
    corpus = QueryFile.corpus(shared, test.getTags().contains("long") ? 240 : 64);
    query = QueryFile.write(shared);
  }

  @AfterAll
  static void giveThreadsBack() {
    Engine.threads(threads);
  }

  /** All that differ, the cheapest first. */
  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Set<List<Plan>> known = new HashSet<>();
    for (Recipe recipe : Recipes.all()) {
      Plan asShipped = Experiment.load(recipe.name(), List.of()).plan();
      if (recipe.name().endsWith("-tiny") || asShipped.model() instanceof FittedModel) {
        for (Variant variant : Experiment.load(recipe.name(), settings(asShipped)).variants()) {
          if (known.add(variant.stages())) {
            cases.add(new Case(recipe.name() + " " + variant.name(), variant.stages()));
          }
        }
      }
    }
    cases.sort(Comparator.comparingLong(Case::cost));
    return cases;
  }

  /** Of each kind of decoder, and of refusal, the cheapest. */
  static List<Case> kinds() {
    Set<String> known = new HashSet<>();
    return cases().stream().filter(one -> known.addAll(Predictions.kinds(one.plan()))).toList();
  }

  private static List<String> settings(Plan plan) {
    List<String> settings = new ArrayList<>(List.of("data.corpus=" + corpus));
    if (plan.model() instanceof FittedModel) {
      settings.add(plan.model() instanceof Hvg ? "model.count=20" : "model.components=6");
    } else {
      // Fewer than there are, so that some are neither read nor predicted.
      if (plan.tokenizer().genes() instanceof GeneSelection.HighlyVariable) {
        settings.add("tokenizer.genes.count=40");
      }
      settings.addAll(
          List.of(
              "train.max-steps=" + STEPS,
              "train.batch-size=16",
              "train.log-every=" + STEPS,
              "train.validate-every=" + STEPS,
              "train.learning-rate=5e-3",
              "train.schedule={type: constant}"));
    }
    return settings;
  }

  /**
   * Trains a case and holds what it predicts against what its specs say, and against each other.
   */
  protected void check(Case one) {
    Pretraining.Target target =
        new Pretraining.Target(folder.resolve("run"), false, List.of("test"));
    Run run = Pretraining.start(one.stages(), target, Progress.silent());
    Map<String, Unit> units = Predictions.units(run.plan());
    if (units.isEmpty()) {
      isRefused(run);
    }
    units.forEach((objective, unit) -> predicts(run, objective, unit));
  }

  private void isRefused(Run run) {
    Path output = folder.resolve("out.h5ad");
    assertThatThrownBy(
            () ->
                FileReconstruction.run(
                    new Asked(run, Optional.empty(), "last").request(output, 16, 1),
                    Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(run.folder() + ": predicts no expression: its ")
        .hasMessageEndingWith("; use a run whose objectives predict values or counts")
        .hasMessageNotContaining("\n");
    assertThat(output).doesNotExist();
  }

  private void predicts(Run run, String objective, Unit unit) {
    Asked asked = new Asked(run, Optional.of(objective), "last");
    double[] values = layer(asked, 16, 1);
    Set<Double> different = hasTheShape(run, values, unit);
    areClose(layer(asked, 3, 1), values);
    areClose(layer(asked, 16, 2), values);
    Optional<MaskedValues> masked = masked(run, objective);
    // A token that sees no other knows of a hidden value only whose it is.
    boolean blind = masked.isPresent() && seesNoOther(run);
    assertThat(different.size() > QueryFile.GENES).as("cells differ").isNotEqualTo(blind);
    if (masked.isPresent()) {
      ofABiasAloneIsWhatTheLossSays(run, masked.get().loss());
    } else {
      areClose(values, PredictionsByHand.of(run, query, objective));
    }
  }

  private static Optional<MaskedValues> masked(Run run, String objective) {
    return run.plan().objectives().stream()
        .filter(spec -> spec.name().equals(objective))
        .filter(MaskedValues.class::isInstance)
        .map(MaskedValues.class::cast)
        .findFirst();
  }

  private static boolean seesNoOther(Run run) {
    return run.plan().model() instanceof TokenModel model && model.backbone() instanceof Mlp;
  }

  /** Returns the different numbers that there are. */
  private static Set<Double> hasTheShape(Run run, double[] values, Unit unit) {
    int[] ids = query.ids(run.vocabulary());
    BitSet predicted = run.genes();
    assertThat(values).hasSize(QueryFile.CELLS * ids.length);
    Set<Double> different = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      int id = ids[i % ids.length];
      if (id >= 0 && predicted.get(id)) {
        assertThat(values[i]).isFinite();
        assertThat(values[i]).isGreaterThanOrEqualTo(unit == Unit.COUNT ? 0 : -Double.MAX_VALUE);
        different.add(values[i]);
      } else {
        assertThat(values[i]).isNaN();
      }
    }
    return different;
  }

  private static void areClose(double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      double wanted = expected[i];
      if (Double.isNaN(wanted)) {
        assertThat(found[i]).isNaN();
      } else {
        assertThat(found[i]).as("%d", i).isCloseTo(wanted, within(CLOSE * (1 + Math.abs(wanted))));
      }
    }
  }

  /** Where the last layer of the head is its bias alone, every gene of every cell is the same. */
  private void ofABiasAloneIsWhatTheLossSays(Run run, ValueLoss loss) {
    for (BiasedHead head : BiasedHead.of(loss)) {
      head.write(run);
      double[] values =
          layer(new Asked(run, Optional.of("masked-values"), BiasedHead.CHECKPOINT), 16, 1);
      assertThat(values).contains(Double.NaN);
      for (double value : values) {
        if (!Double.isNaN(value)) {
          assertThat(value).isCloseTo(head.expected(), within(1e-5));
        }
      }
    }
  }

  /**
   * What is asked of a run.
   *
   * @param objective that predicts; empty for the run's choice
   * @param checkpoint of the run
   */
  private record Asked(Run run, Optional<String> objective, String checkpoint) {

    ReconstructRequest request(Path output, int batchSize, int threads) {
      return new ReconstructRequest(
          run.folder(),
          query.path(),
          output,
          true,
          new ReconstructRequest.ModelChoice(
              Optional.of(checkpoint), objective, Reading.AS_TRAINED, "cpu"),
          EmbedRequest.CountsOptions.DETECT,
          ReconstructRequest.DEFAULT_LAYER,
          batchSize,
          Optional.of(threads));
    }
  }

  private double[] layer(Asked asked, int batchSize, int threads) {
    Path output = folder.resolve("out.h5ad");
    FileReconstruction.run(asked.request(output, batchSize, threads), Progress.silent());
    try (AnnDataFile file = AnnDataFiles.open(output)) {
      var rows = file.matrix(ReconstructRequest.DEFAULT_LAYER).rows(0, file.obs().rows());
      return rows.dense(IntStream.range(0, rows.columns()).toArray()).values();
    }
  }
}
