package org.polysome.suite.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.metric.Split;
import org.polysome.random.Seeds;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedCells;
import org.polysome.suite.ResultRow;
import org.polysome.suite.map.Grouping;

/**
 * One way to divide the judged cells, over several seeds.
 *
 * @param group of its results
 * @param divisions the divisions; none where there is no way
 * @param status {@link ResultRow#OK}, or why there are none
 * @param unlearnable how many tests of cells were left out because no training cell has their class
 */
record SplitPlan(Group group, List<Division> divisions, String status, int unlearnable) {

  static final double TEST_SHARE_OF_BATCHES = 0.25;

  /**
   * One division.
   *
   * @param split the cells to learn from and those to be tested
   * @param validation places of cells to choose models by; a probe that needs some takes them from
   *     the training cells where there are none
   */
  record Division(Split split, int[] validation) {

    static Division of(Split split) {
      return new Division(split, new int[0]);
    }

    /** The same, with models chosen by the tested cells, as some published code does. */
    Division judgedByTheTested() {
      return new Division(split, split.test());
    }
  }

  /**
   * How cells are to be divided.
   *
   * @param settings how often, and from which seed
   * @param options how large a part is tested, and whether the same of each class
   * @param given the parts that the data name, where they do
   */
  record Wanted(
      BenchmarkSettings settings, AnnotationOptions options, Optional<GivenSplit> given) {}

  /** The plans for some cells: as given or stratified, and by batch where batches are given. */
  static List<SplitPlan> of(JudgedCells cells, Wanted wanted) {
    List<SplitPlan> plans = new ArrayList<>();
    plans.add(
        wanted
            .given
            .map(given -> asGiven(cells, given))
            .orElseGet(
                () ->
                    wanted.options.splitsAtRandom()
                        ? random(cells, wanted)
                        : stratified(cells, wanted)));
    cells.batches().ifPresent(batches -> plans.add(byBatch(cells, batches, wanted)));
    return plans;
  }

  /** The same divisions, with models chosen by the tested cells. */
  SplitPlan judgedByTheTested() {
    return new SplitPlan(
        group, divisions.stream().map(Division::judgedByTheTested).toList(), status, unlearnable);
  }

  private static SplitPlan stratified(JudgedCells cells, Wanted wanted) {
    Optional<String> refusal = refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(AnnotationSuite.STRATIFIED, List.of(), refusal.get(), 0);
    }
    int[] labels = cells.labels().codes();
    List<Division> divisions =
        IntStream.range(0, wanted.settings.seeds())
            .mapToObj(i -> Seeds.of(wanted.settings.seed(), i))
            .map(seed -> Split.stratified(labels, cells.keys(), wanted.options.testShare(), seed))
            .map(Division::of)
            .toList();
    return new SplitPlan(AnnotationSuite.STRATIFIED, divisions, ResultRow.OK, 0);
  }

  private static SplitPlan random(JudgedCells cells, Wanted wanted) {
    Group group = AnnotationSuite.RANDOM;
    Optional<String> refusal = refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(group, List.of(), refusal.get(), 0);
    }
    List<Split> splits =
        IntStream.range(0, wanted.settings.seeds())
            .mapToObj(i -> Seeds.of(wanted.settings.seed(), i))
            .map(seed -> Split.random(cells.keys(), wanted.options.testShare(), seed))
            .toList();
    return learnable(group, splits, cells, "too-few-cells");
  }

  private static SplitPlan asGiven(JudgedCells cells, GivenSplit given) {
    Group group = AnnotationSuite.GIVEN_SPLIT;
    Optional<String> refusal =
        given.split().train().length == 0 ? Optional.of("too-few-cells") : refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(group, List.of(), refusal.get(), 0);
    }
    Split learnable = learnable(given.split(), cells.labels());
    int unlearnable = given.split().test().length - learnable.test().length;
    return learnable.test().length == 0
        ? new SplitPlan(group, List.of(), "too-few-cells", unlearnable)
        : new SplitPlan(
            group, List.of(new Division(learnable, given.validation())), ResultRow.OK, unlearnable);
  }

  private static SplitPlan byBatch(JudgedCells cells, Grouping batches, Wanted wanted) {
    Optional<String> refusal =
        batches.names().size() < 2 ? Optional.of("single-batch") : refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(AnnotationSuite.BY_BATCH, List.of(), refusal.get(), 0);
    }
    var turns = new Split.GroupTurns(wanted.settings.seeds(), wanted.settings.seed());
    List<Split> splits =
        Split.byGroup(batches.codes(), batches.names(), wanted.options.testShareOfBatches(), turns);
    return learnable(AnnotationSuite.BY_BATCH, splits, cells, "no-label-in-two-batches");
  }

  /** Splits without the cells whose class is not learnt, and without those that test none then. */
  private static SplitPlan learnable(
      Group group, List<Split> splits, JudgedCells cells, String empty) {
    List<Division> divisions = new ArrayList<>();
    int unlearnable = 0;
    for (Split split : splits) {
      Split learnable = learnable(split, cells.labels());
      unlearnable += split.test().length - learnable.test().length;
      if (learnable.test().length > 0) {
        divisions.add(Division.of(learnable));
      }
    }
    String status = divisions.isEmpty() ? empty : ResultRow.OK;
    return new SplitPlan(group, divisions, status, unlearnable);
  }

  private static Optional<String> refusal(JudgedCells cells) {
    if (cells.size() == 0) {
      return Optional.of("too-few-cells");
    }
    return cells.labels().names().size() < 2 ? Optional.of("single-label") : Optional.empty();
  }

  /** Without the test cells whose class no training cell has. */
  private static Split learnable(Split split, Grouping labels) {
    boolean[] known = new boolean[labels.names().size()];
    for (int cell : split.train()) {
      known[labels.codes()[cell]] = true;
    }
    int[] test = Arrays.stream(split.test()).filter(cell -> known[labels.codes()[cell]]).toArray();
    return new Split(split.train(), test);
  }
}
