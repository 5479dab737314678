package org.polysome.metric.conservation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;
import org.polysome.metric.statistics.Order;
import org.polysome.random.Seeds;

/**
 * How much a cell expresses some genes beyond genes that are expressed as much on average (Tirosh
 * et al., 2016), as {@code score_genes} of scanpy computes it: genes are put into bins by their
 * mean, from every bin of a scored gene the same number of controls is drawn, and a score is the
 * mean of the genes less that of the controls. The draw is ours, so that scores agree with scanpy's
 * only as far as those of two of its seeds.
 *
 * @param controls how many genes are drawn from each bin; scored genes among them are left out
 * @param seed of the draw
 */
public record GeneScore(int controls, long seed) {

  /** scanpy's number of bins. */
  private static final int BINS = 25;

  private static final long DRAW = Seeds.of("gene-score");

  /**
   * The score of each cell.
   *
   * @param expression (cells, genes), logarithms of normalised counts
   * @param genes columns
   * @return empty where there are no genes, or no controls because all genes like them are scored
   * @throws IllegalArgumentException if a gene is no column
   */
  public Optional<double[]> of(RowOperator expression, int[] genes) {
    BitSet scored = scored(genes, expression.columns());
    BitSet drawn = drawn(expression.means(), scored);
    if (scored.isEmpty() || drawn.isEmpty()) {
      return Optional.empty();
    }
    DenseMatrix weights = DenseMatrix.zeros(expression.columns(), 1);
    scored.stream().forEach(gene -> weights.values()[gene] = 1.0 / scored.cardinality());
    drawn.stream().forEach(gene -> weights.values()[gene] = -1.0 / drawn.cardinality());
    return Optional.of(expression.times(weights).values());
  }

  private static BitSet scored(int[] genes, int columns) {
    BitSet scored = new BitSet(columns);
    for (int gene : genes) {
      if (gene < 0 || gene >= columns) {
        throw new IllegalArgumentException("gene " + gene + " of " + columns);
      }
      scored.set(gene);
    }
    return scored;
  }

  /** The controls, of which none is scored. */
  private BitSet drawn(double[] means, BitSet scored) {
    int[] bins = bins(means);
    BitSet drawn = new BitSet(means.length);
    scored.stream()
        .map(gene -> bins[gene])
        .distinct()
        .forEach(bin -> draw(bin, bins).forEach(drawn::set));
    drawn.andNot(scored);
    return drawn;
  }

  private IntStream draw(int bin, int[] bins) {
    int[] genes = IntStream.range(0, bins.length).filter(i -> bins[i] == bin).toArray();
    int wanted = Math.min(controls, genes.length);
    RandomGenerator random = Seeds.generator(seed, DRAW, bin);
    for (int i = 0; i < wanted; i++) {
      int other = random.nextInt(i, genes.length);
      int kept = genes[i];
      genes[i] = genes[other];
      genes[other] = kept;
    }
    return Arrays.stream(genes, 0, wanted);
  }

  /** The bin of each gene: its rank by mean, equal means sharing the lowest, over a bin's size. */
  static int[] bins(double[] means) {
    int[] order = Order.ascending(means);
    int size = Math.max(1, (int) Math.rint(means.length / (BINS - 1.0)));
    int[] bins = new int[means.length];
    int rank = 0;
    for (int place = 0; place < order.length; place++) {
      boolean tied = place > 0 && means[order[place]] == means[order[place - 1]];
      rank = tied ? rank : place + 1;
      bins[order[place]] = rank / size;
    }
    return bins;
  }
}
