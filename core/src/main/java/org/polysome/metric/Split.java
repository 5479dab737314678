package org.polysome.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;

/**
 * A division of cells into those a probe learns from and those it is judged on; cells may be in
 * neither.
 *
 * @param train places of the cells to learn from, ascending
 * @param test places of the cells to be judged on, ascending
 */
public record Split(int[] train, int[] test) {

  private static final long SPLIT = Seeds.of("split");

  /**
   * How many splits by group are wanted, and from which order.
   *
   * @param most how many at most
   * @param seed of the order of the groups
   */
  public record GroupTurns(int most, long seed) {}

  /**
   * Takes the same share of every class for the test. Which cells is a function of the seed and of
   * each cell's key: the order of the cells does not matter, nor which others there are as far as
   * the class sizes agree.
   *
   * @param labels the class of each cell from 0; a negative one leaves the cell out
   * @param keys a number for each cell that comes from its content
   * @param testShare the share of each class for the test, rounded to whole cells, and leaving at
   *     least one cell of a class on each side; a class of one cell is left out
   */
  public static Split stratified(int[] labels, long[] keys, double testShare, long seed) {
    List<List<Integer>> classes = new ArrayList<>();
    for (int cell = 0; cell < labels.length; cell++) {
      while (classes.size() <= labels[cell]) {
        classes.add(new ArrayList<>());
      }
      if (labels[cell] >= 0) {
        classes.get(labels[cell]).add(cell);
      }
    }
    boolean[] inTest = new boolean[labels.length];
    boolean[] inTrain = new boolean[labels.length];
    for (List<Integer> cells : classes) {
      if (cells.size() > 1) {
        cells.sort(Comparator.comparingLong(cell -> Seeds.of(seed, SPLIT, keys[cell])));
        int wanted = (int) Math.round(testShare * cells.size());
        int tested = Math.clamp(wanted, 1, cells.size() - 1);
        cells.subList(0, tested).forEach(cell -> inTest[cell] = true);
        cells.subList(tested, cells.size()).forEach(cell -> inTrain[cell] = true);
      }
    }
    return new Split(places(inTrain), places(inTest));
  }

  /**
   * Takes a share of all cells for the test, whatever their class. Which cells is a function of the
   * seed and of each cell's key.
   *
   * @param keys a number for each cell that comes from its content
   * @param testShare the share of the cells for the test, rounded, and leaving at least one cell on
   *     each side
   * @throws IllegalArgumentException for fewer than two cells
   */
  public static Split random(long[] keys, double testShare, long seed) {
    if (keys.length < 2) {
      throw new IllegalArgumentException("a split of " + keys.length + " cells");
    }
    boolean[] inTest = new boolean[keys.length];
    boolean[] inTrain = new boolean[keys.length];
    Arrays.fill(inTrain, true);
    int tested = (int) Math.clamp(Math.round(testShare * keys.length), 1, keys.length - 1);
    IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparingLong(cell -> Seeds.of(seed, SPLIT, keys[cell])))
        .limit(tested)
        .forEach(
            cell -> {
              inTest[cell] = true;
              inTrain[cell] = false;
            });
    return new Split(places(inTrain), places(inTest));
  }

  /**
   * Takes whole groups of cells for the test, so that no group is on both sides. The groups stand
   * in an order drawn from the seed and their names, and each turn takes the next ones: every group
   * is tested before one is tested again.
   *
   * @param groups the group of each cell; a negative one leaves the cell out
   * @param names the name of each group
   * @param testShare the share of the groups for the test, rounded, at least one and not all
   * @param turns how many splits are wanted
   * @return the different splits there are, at most that many; none for a single group
   */
  public static List<Split> byGroup(
      int[] groups, List<String> names, double testShare, GroupTurns turns) {
    int count = names.size();
    if (count < 2) {
      return List.of();
    }
    int tested = Math.clamp(Math.round(testShare * count), 1, count - 1);
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.comparingLong(
                    (Integer group) -> Seeds.of(turns.seed, SPLIT, Seeds.of(names.get(group)))))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Split> splits = new ArrayList<>();
    int different = count / gcd(tested, count);
    for (int turn = 0; turn < Math.min(turns.most, different); turn++) {
      boolean[] chosen = new boolean[count];
      for (int i = 0; i < tested; i++) {
        chosen[order[(int) (((long) turn * tested + i) % count)]] = true;
      }
      splits.add(withTestGroups(groups, chosen));
    }
    return splits;
  }

  private static Split withTestGroups(int[] groups, boolean[] chosen) {
    boolean[] inTest = new boolean[groups.length];
    boolean[] inTrain = new boolean[groups.length];
    for (int cell = 0; cell < groups.length; cell++) {
      if (groups[cell] >= 0) {
        inTest[cell] = chosen[groups[cell]];
        inTrain[cell] = !inTest[cell];
      }
    }
    return new Split(places(inTrain), places(inTest));
  }

  private static int[] places(boolean[] chosen) {
    return IntStream.range(0, chosen.length).filter(cell -> chosen[cell]).toArray();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
