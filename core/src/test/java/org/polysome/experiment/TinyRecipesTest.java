package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.corpus.Corpus;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.train.OpenRun;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.StoppedRun;
import org.polysome.train.TinyCorpus;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

/**
 * Every tiny recipe learns something in 30 steps, goes on to the same bytes where it was stopped,
 * and embeds.
 */
@Tag("long")
class TinyRecipesTest {

  private static final int STEPS = 30;
  private static final int MOST = 8;

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 300);
  }

  static Stream<String> recipes() {
    return Recipes.all().stream().map(Recipe::name).filter(name -> name.endsWith("-tiny"));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void learnsGoesOnAndEmbeds(String recipe) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.corpus=" + corpus,
                "train.max-steps=" + STEPS,
                "train.batch-size=32",
                "train.log-every=1",
                "train.validate-every=" + STEPS));
    for (Variant variant : some(Experiment.load(recipe, settings).variants())) {
      Path target = folder.resolve("run" + variant.name());
      Run whole =
          Pretraining.start(
              variant.stages(),
              new Pretraining.Target(target, false, List.of("test")),
              Progress.silent());
      lossFell(target);
      StoppedRun.goesOn(whole, variant.stages(), STEPS * variant.stages().size() - STEPS / 2);
      embeds(Run.open(target));
    }
  }

  /**
   * Of a long sweep the ends: what lies between differs in size. Of a sweep of corpora what differs
   * beside the corpus, which is one here.
   */
  private static List<Variant> some(List<Variant> variants) {
    Set<List<Plan>> known = new HashSet<>();
    List<Variant> distinct = variants.stream().filter(one -> known.add(one.stages())).toList();
    return distinct.size() > MOST ? List.of(distinct.getFirst(), distinct.getLast()) : distinct;
  }

  private static void lossFell(Path run) {
    List<Double> losses =
        MetricsFile.read(run.resolve("metrics.jsonl")).stream()
            .filter(line -> line.split().equals(Metrics.TRAIN))
            .map(Metrics::loss)
            .toList();
    assertThat(losses).hasSize(STEPS).allMatch(loss -> Double.isFinite(loss));
    assertThat(mean(losses.subList(STEPS - 5, STEPS))).isLessThan(mean(losses.subList(0, 5)));
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static void embeds(Run run) {
    Plan plan = run.plan();
    try (Corpus cells = Corpus.open(plan.data().requireCorpora().getFirst());
        OpenRun embedder = run.open()) {
      List<Cell> few = IntStream.range(0, 8).mapToObj(cells::cell).toList();
      float[] vectors =
          embedder.embed(run.tokenizer(cells.measured()).tokenize(few, run.draw(), List.of()));
      assertThat(vectors).hasSize(8 * embedder.width());
      for (float number : vectors) {
        assertThat(number).isFinite();
      }
      assertThat(IntStream.range(0, vectors.length).mapToObj(i -> vectors[i]).distinct().count())
          .isGreaterThan(embedder.width());
    }
  }
}
