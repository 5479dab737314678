package org.polysome.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void stratifiedTakesTheShareOfEachClassAndNoCellTwice(long seed) {
    int[] labels = new Random(seed).ints(500, -1, 7).toArray();
    Split split = Split.stratified(labels, keys(500, seed), 0.2, seed);
    assertThat(all(split)).doesNotHaveDuplicates();
    for (int label = 0; label < 7; label++) {
      int wanted = label;
      long size = Arrays.stream(labels).filter(l -> l == wanted).count();
      long tested = Arrays.stream(split.test()).filter(c -> labels[c] == wanted).count();
      long trained = Arrays.stream(split.train()).filter(c -> labels[c] == wanted).count();
      assertThat(tested).isEqualTo(Math.round(0.2 * size));
      assertThat(trained).isEqualTo(size - tested);
    }
    assertThat(Arrays.stream(all(split)).map(c -> labels[c]).min().orElseThrow()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void stratifiedFollowsTheContentOfCellsNotTheirOrder(long seed) {
    int n = 200;
    int[] labels = new Random(seed).ints(n, 0, 3).toArray();
    long[] keys = keys(n, seed);
    List<Integer> order = new java.util.ArrayList<>(IntStream.range(0, n).boxed().toList());
    java.util.Collections.shuffle(order, new Random(seed));
    int[] movedLabels = order.stream().mapToInt(i -> labels[i]).toArray();
    long[] movedKeys = order.stream().mapToLong(i -> keys[i]).toArray();
    Set<Long> test = keysOf(Split.stratified(labels, keys, 0.3, seed).test(), keys);
    assertThat(keysOf(Split.stratified(movedLabels, movedKeys, 0.3, seed).test(), movedKeys))
        .isEqualTo(test);
    assertThat(keysOf(Split.stratified(labels, keys, 0.3, seed + 1).test(), keys))
        .isNotEqualTo(test);
  }

  @Test
  void randomTakesAShareOfAllCellsByTheirContent() {
    long[] keys = keys(200, 3);
    Split split = Split.random(keys, 0.3, 3);
    assertThat(split.test()).hasSize(60).isSorted();
    assertThat(split.train()).hasSize(140).doesNotContain(split.test());
    assertThat(Split.random(keys, 0.3, 4).test()).isNotEqualTo(split.test());
    assertThat(Split.random(keys(2, 1), 0.01, 1).test()).hasSize(1);
    assertThat(Split.random(keys(2, 1), 0.99, 1).train()).hasSize(1);
  }

  @Test
  void stratifiedKeepsACellOfASmallClassOnEachSide() {
    int[] labels = {0, 0, 1, 1, 1, 2};
    Split split = Split.stratified(labels, keys(6, 1), 0.1, 1);
    assertThat(Arrays.stream(split.test()).map(c -> labels[c]).sorted()).containsExactly(0, 1);
    assertThat(Arrays.stream(split.train()).map(c -> labels[c]).sorted()).containsExactly(0, 1, 1);
  }

  @Test
  void byGroupTestsEveryGroupBeforeOneAgainAndNeverOnBothSides() {
    int[] groups = new Random(1).ints(300, -1, 6).toArray();
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    List<Split> splits = Split.byGroup(groups, names, 0.3, new Split.GroupTurns(5, 9));
    assertThat(splits).hasSize(3);
    Set<Integer> seen = new HashSet<>();
    for (Split split : splits) {
      Set<Integer> tested = groupsOf(split.test(), groups);
      assertThat(tested).hasSize(2).doesNotContainAnyElementsOf(groupsOf(split.train(), groups));
      assertThat(seen).doesNotContainAnyElementsOf(tested);
      seen.addAll(tested);
    }
    assertThat(seen).hasSize(6).doesNotContain(-1);
  }

  @Test
  void byGroupFollowsTheNamesOfGroups() {
    int[] groups = {0, 1, 2, 0, 1, 2};
    int[] renumbered = {2, 0, 1, 2, 0, 1};
    var turns = new Split.GroupTurns(1, 3);
    List<Split> splits = Split.byGroup(groups, List.of("a", "b", "c"), 0.25, turns);
    List<Split> same = Split.byGroup(renumbered, List.of("b", "c", "a"), 0.25, turns);
    assertThat(same.getFirst().test()).isEqualTo(splits.getFirst().test());
  }

  @Test
  void oneGroupCannotBeSplit() {
    assertThat(Split.byGroup(new int[] {0, 0}, List.of("a"), 0.25, new Split.GroupTurns(5, 1)))
        .isEmpty();
  }

  private static int[] all(Split split) {
    return IntStream.concat(IntStream.of(split.train()), IntStream.of(split.test())).toArray();
  }

  private static long[] keys(int n, long seed) {
    return new Random(seed).longs(n).toArray();
  }

  private static Set<Long> keysOf(int[] cells, long[] keys) {
    Set<Long> found = new HashSet<>();
    Arrays.stream(cells).forEach(cell -> found.add(keys[cell]));
    return found;
  }

  private static Set<Integer> groupsOf(int[] cells, int[] groups) {
    Set<Integer> found = new HashSet<>();
    Arrays.stream(cells).forEach(cell -> found.add(groups[cell]));
    return found;
  }
}
