package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

class CellRangerDispersionsTest {

  private static final int CELLS = 30;
  private static final int GENES = 170;
  private static final int[] ALL = IntStream.range(0, CELLS).toArray();

  /** Seed 7: counts of genes whose mean grows with their number, every 13th never seen. */
  private static DenseMatrix cells() {
    Random random = new Random(7);
    DenseMatrix cells = DenseMatrix.zeros(CELLS, GENES);
    for (int i = 0; i < cells.values().length; i++) {
      int gene = i % GENES;
      double value = Math.max(0, gene / 20.0 + random.nextGaussian() * (1 + gene % 7));
      cells.values()[i] = gene % 13 == 4 ? 0 : (float) Math.log1p(value);
    }
    return cells;
  }

  private static CsrMatrix sparse(DenseMatrix cells) {
    CsrBuilder builder = new CsrBuilder(cells.columns(), 100);
    for (int cell = 0; cell < cells.rows(); cell++) {
      for (int gene = 0; gene < cells.columns(); gene++) {
        builder.add(gene, (float) cells.get(cell, gene));
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Test
  void agreesWithTheDefinitionTakenWordByWord() {
    DenseMatrix cells = cells();
    double[] expected = slowly(cells);
    for (var found :
        List.of(CellRangerDispersions.of(cells), CellRangerDispersions.of(sparse(cells), ALL))) {
      for (int gene = 0; gene < GENES; gene++) {
        if (Double.isNaN(expected[gene])) {
          assertThat(found.scores()[gene]).as("gene %d", gene).isNaN();
        } else {
          assertThat(found.scores()[gene])
              .as("gene %d", gene)
              .isEqualTo(expected[gene], Offset.offset(1e-9 * (1 + Math.abs(expected[gene]))));
        }
      }
      assertThat(found.expressed().cardinality()).isEqualTo(GENES - 13);
    }
  }

  /** Gene by gene: the interval of percentiles around its mean, and all genes inside. */
  private static double[] slowly(DenseMatrix cells) {
    double[] means = new double[GENES];
    double[] dispersions = new double[GENES];
    List<Double> seen = new ArrayList<>();
    for (int gene = 0; gene < GENES; gene++) {
      double sum = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        sum += cells.get(cell, gene);
      }
      means[gene] = sum / CELLS;
      double squares = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        squares += Math.pow(cells.get(cell, gene) - means[gene], 2);
      }
      dispersions[gene] = squares / (CELLS - 1) / means[gene];
      if (sum > 0) {
        seen.add(means[gene]);
      }
    }
    Collections.sort(seen);
    double[] scores = new double[GENES];
    for (int gene = 0; gene < GENES; gene++) {
      double low = Double.NEGATIVE_INFINITY;
      double high = Double.POSITIVE_INFINITY;
      for (int percent = 100; percent >= 10; percent -= 5) {
        double edge = percentile(seen, percent);
        low = edge < means[gene] ? Math.max(low, edge) : low;
        high = edge >= means[gene] ? Math.min(high, edge) : high;
      }
      List<Double> here = new ArrayList<>();
      for (int other = 0; other < GENES; other++) {
        if (means[other] > 0 && means[other] > low && means[other] <= high) {
          here.add(dispersions[other]);
        }
      }
      Collections.sort(here);
      double centre = here.isEmpty() ? Double.NaN : percentile(here, 50);
      List<Double> away = new ArrayList<>(here.stream().map(d -> Math.abs(d - centre)).toList());
      Collections.sort(away);
      scores[gene] =
          means[gene] > 0
              ? (dispersions[gene] - centre) / (percentile(away, 50) * 1.482602218505602)
              : Double.NaN;
    }
    return scores;
  }

  private static double percentile(List<Double> sorted, int percent) {
    double place = (sorted.size() - 1) * percent / 100.0;
    double below = sorted.get((int) Math.floor(place));
    double above = sorted.get((int) Math.ceil(place));
    return below * (1 - place % 1) + above * (place % 1);
  }

  @Test
  void selectsTheHighestScores() {
    var found = CellRangerDispersions.of(cells());
    int[] selected = found.select(20);
    double[] sorted =
        Arrays.stream(found.scores()).filter(s -> !Double.isNaN(s)).sorted().toArray();
    assertThat(selected).hasSize(20).isSorted();
    assertThat(Arrays.stream(selected).mapToDouble(gene -> found.scores()[gene]).min())
        .hasValue(sorted[sorted.length - 20]);
    assertThat(found.select(10_000)).hasSize(sorted.length);
    assertThat(found.select(0)).isEmpty();
  }

  @Test
  void onlyTheGivenCellsAreLookedAt() {
    int[] some = IntStream.range(5, 20).toArray();
    DenseMatrix cells = cells();
    assertThat(CellRangerDispersions.of(sparse(cells), some).select(15))
        .isEqualTo(CellRangerDispersions.of(cells.select(some)).select(15));
  }

  @Test
  void genesThatDoNotVaryHaveNoScore() {
    DenseMatrix flat = new DenseMatrix(2, 3, new double[] {1, 1, 1, 1, 1, 1});
    assertThat(CellRangerDispersions.of(flat).scores()).containsOnly(Double.NaN);
    assertThat(CellRangerDispersions.of(flat).select(2)).isEmpty();
    assertThat(CellRangerDispersions.of(DenseMatrix.zeros(2, 3)).expressed().isEmpty()).isTrue();
    assertThatThrownBy(() -> CellRangerDispersions.of(DenseMatrix.zeros(1, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void batchesVote() {
    int[] first = IntStream.range(0, 15).toArray();
    int[] second = IntStream.range(15, CELLS).toArray();
    CsrMatrix values = sparse(cells());
    var batches =
        List.of(CellRangerDispersions.of(values, first), CellRangerDispersions.of(values, second));
    List<Integer> a = IntStream.of(batches.get(0).select(30)).boxed().toList();
    List<Integer> b = IntStream.of(batches.get(1).select(30)).boxed().toList();
    List<Integer> both = a.stream().filter(b::contains).toList();
    List<Integer> found =
        IntStream.of(CellRangerDispersions.ofBatches(batches, 30)).boxed().toList();
    assertThat(found).hasSize(30).containsAll(both);
    assertThat(found).allMatch(gene -> a.contains(gene) || b.contains(gene));
    assertThat(CellRangerDispersions.ofBatches(batches.subList(0, 1), 30))
        .containsExactly(batches.getFirst().select(30));
  }
}
