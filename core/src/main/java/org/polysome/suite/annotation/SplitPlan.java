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
 * @param name what its results are grouped by
 * @param splits the divisions; none where there is no way
 * @param status {@link ResultRow#OK}, or why there are none
 * @param unlearnable how many tests of cells were left out because no training cell has their class
 */
record SplitPlan(String name, List<Split> splits, String status, int unlearnable) {

  /** The same share of each class is tested. */
  static final String STRATIFIED = Group.STRATIFIED.text();

  /** Whole batches are tested: none is on both sides. */
  static final String BY_BATCH = Group.BY_BATCH.text();

  static final double TEST_SHARE = 0.2;
  static final double TEST_SHARE_OF_BATCHES = 0.25;

  /** The plans for some cells: stratified, and by batch where batches are given. */
  static List<SplitPlan> of(JudgedCells cells, BenchmarkSettings settings) {
    List<SplitPlan> plans = new ArrayList<>();
    plans.add(stratified(cells, settings));
    cells.batches().ifPresent(batches -> plans.add(byBatch(cells, batches, settings)));
    return plans;
  }

  private static SplitPlan stratified(JudgedCells cells, BenchmarkSettings settings) {
    Optional<String> refusal = refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(STRATIFIED, List.of(), refusal.get(), 0);
    }
    List<Split> splits =
        IntStream.range(0, settings.seeds())
            .mapToObj(i -> Seeds.of(settings.seed(), i))
            .map(seed -> Split.stratified(cells.labels().codes(), cells.keys(), TEST_SHARE, seed))
            .toList();
    return new SplitPlan(STRATIFIED, splits, ResultRow.OK, 0);
  }

  private static SplitPlan byBatch(
      JudgedCells cells, Grouping batches, BenchmarkSettings settings) {
    Optional<String> refusal =
        batches.names().size() < 2 ? Optional.of("single-batch") : refusal(cells);
    if (refusal.isPresent()) {
      return new SplitPlan(BY_BATCH, List.of(), refusal.get(), 0);
    }
    List<Split> splits = new ArrayList<>();
    int unlearnable = 0;
    var turns = new Split.GroupTurns(settings.seeds(), settings.seed());
    for (Split split :
        Split.byGroup(batches.codes(), batches.names(), TEST_SHARE_OF_BATCHES, turns)) {
      Split learnable = learnable(split, cells.labels());
      unlearnable += split.test().length - learnable.test().length;
      if (learnable.test().length > 0) {
        splits.add(learnable);
      }
    }
    String status = splits.isEmpty() ? "no-label-in-two-batches" : ResultRow.OK;
    return new SplitPlan(BY_BATCH, splits, status, unlearnable);
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
