package org.polysome.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.neighbor.Neighbors;

class ComponentsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreeWithWhatReachesWhat(long seed) {
    Random random = new Random(seed);
    int points = 60;
    int k = 2;
    int[] groups = random.ints(points, 0, 3).toArray();
    int[] others = new int[points * k];
    boolean[][] reach = new boolean[points][points];
    for (int i = 0; i < others.length; i++) {
      others[i] = random.nextInt(points);
      int from = i / k;
      reach[from][others[i]] |= groups[from] == groups[others[i]];
    }
    boolean[][] either = new boolean[points][points];
    for (int i = 0; i < points; i++) {
      reach[i][i] = true;
      for (int j = 0; j < points; j++) {
        either[i][j] = reach[i][j] || reach[j][i];
      }
    }
    close(reach);
    close(either);
    Neighbors neighbors = new Neighbors(k, others, new double[others.length]);
    int[] strong = Components.strongWithin(neighbors, groups).of();
    int[] weak = Components.within(undirected(points, k, others), groups).of();
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < points; j++) {
        assertThat(strong[i] == strong[j]).isEqualTo(reach[i][j] && reach[j][i]);
        assertThat(weak[i] == weak[j]).isEqualTo(either[i][j]);
      }
    }
  }

  private static void close(boolean[][] reach) {
    for (int via = 0; via < reach.length; via++) {
      for (int from = 0; from < reach.length; from++) {
        for (int to = 0; to < reach.length; to++) {
          reach[from][to] |= reach[from][via] && reach[via][to];
        }
      }
    }
  }

  private static WeightedGraph undirected(int points, int k, int[] others) {
    int[] heads = new int[2 * others.length];
    int[] tails = new int[heads.length];
    for (int i = 0; i < others.length; i++) {
      heads[2 * i] = tails[2 * i + 1] = i / k;
      tails[2 * i] = heads[2 * i + 1] = others[i];
    }
    return WeightedGraph.of(points, heads, tails, new double[heads.length]);
  }

  @Test
  void componentsAreNumberedByTheirFirstNodes() {
    WeightedGraph graph =
        WeightedGraph.of(5, new int[] {0, 3, 2, 4}, new int[] {3, 0, 4, 2}, new double[4]);
    Components components = Components.of(graph);
    assertThat(components.of()).containsExactly(0, 1, 2, 0, 2);
    assertThat(components.sizes()).containsExactly(2, 1, 2);
    assertThat(components.count()).isEqualTo(3);
  }

  @Test
  void aChainOfAHundredThousandPointsNeedsNoDeepStack() {
    int points = 100_000;
    int[] next = new int[points];
    Arrays.setAll(next, i -> (i + 1) % points);
    Neighbors ring = new Neighbors(1, next, new double[points]);
    assertThat(Components.strongWithin(ring, new int[points]).count()).isEqualTo(1);
  }
}
