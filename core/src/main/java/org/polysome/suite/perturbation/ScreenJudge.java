package org.polysome.suite.perturbation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.progress.Task;
import org.polysome.random.Seeds;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Contender;
import org.polysome.suite.JudgedCells;

/**
 * Judges embeddings of one screen.
 *
 * @param design of the screen
 * @param tried the post-processings
 * @param whole what all cells together show
 * @param split what is learnt in some batches and tested in others
 */
record ScreenJudge(
    Design design, List<PostProcessing> tried, WholeScreen whole, SplitScreen split) {

  /** The cells of the screen in an embedding, with what it says was done to them. */
  PerturbedCells cells(Contender contender, JudgedCells cells) {
    return new PerturbedCells(
        contender.embed(cells.all()).select(design.places()),
        contender.labelsOf(cells.labels().codes(), design.places()),
        design.batches(),
        design.control());
  }

  /** How many steps a task is advanced by for each contender. */
  int steps(BenchmarkSettings settings) {
    return tried.size() * (1 + settings.seeds());
  }

  /** All that one embedding shows. */
  ScreenResults judge(
      Contender contender, PerturbedCells cells, BenchmarkSettings settings, Task progress) {
    Map<PostProcessing, List<Measured>> after = new EnumMap<>(PostProcessing.class);
    for (PostProcessing one : tried) {
      one.apply(cells)
          .ifPresent(
              aligned ->
                  after.put(one, new ArrayList<>(whole.measure(aligned, design.perturbations()))));
      progress.advance(1);
    }
    Map<PostProcessing, List<List<Measured>>> repeats = new EnumMap<>(PostProcessing.class);
    for (int i = 0; i < settings.seeds(); i++) {
      long seed = Seeds.of(settings.seed(), i);
      ScreenSplit parts = ScreenSplit.of(cells, design, seed);
      PerturbedCells fitted = fitted(contender, cells, parts);
      for (PostProcessing one : tried) {
        one.apply(fitted)
            .ifPresent(
                aligned ->
                    repeats
                        .computeIfAbsent(one, unused -> new ArrayList<>())
                        .add(split.measure(aligned, parts, seed)));
        progress.advance(1);
      }
    }
    repeats.forEach(
        (one, lists) ->
            after.computeIfAbsent(one, unused -> new ArrayList<>()).addAll(means(lists)));
    return new ScreenResults(after, tried, TxfmConsistency.test(cells, settings.seed()));
  }

  /** The same cells in an embedding that, where it has to be fitted, is fitted on train cells. */
  private PerturbedCells fitted(Contender contender, PerturbedCells cells, ScreenSplit parts) {
    if (parts.train().length < 2) {
      return cells;
    }
    int[] train = IntStream.of(parts.train()).map(cell -> design.places()[cell]).toArray();
    return cells.at(contender.embed(train).select(design.places()));
  }

  private static List<Measured> means(List<List<Measured>> repeats) {
    return IntStream.range(0, repeats.getFirst().size())
        .mapToObj(i -> Measured.mean(repeats.stream().map(one -> one.get(i)).toList()))
        .toList();
  }

  /** The batches that are too short of controls for some post-processing, if any. */
  Optional<String> shortOfControls(PerturbedCells cells) {
    int[] batches = cells.batchesShortOfControls(2);
    return batches.length == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d batches have fewer than two controls, such as %s; post-processing that needs"
                    .formatted(
                        batches.length,
                        design.batchNames().size(),
                        design.batchNames().get(batches[0]))
                + " them gives no value; leave these batches out to have one");
  }
}
