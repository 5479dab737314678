package org.polysome.simulate;

import java.util.stream.IntStream;
import org.polysome.random.Elementary;
import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/**
 * Draws the counts of cells in time proportional to the genes seen: genes that share a bound on
 * their mean are leapt over in one step (thinning of a geometric process). Immutable and
 * thread-safe.
 */
final class CountSampler {

  private static final long COUNTS = Seeds.of("counts");

  /** Above it most genes are offered, and trying each is cheaper than drawing leaps. */
  private static final double DENSE_RATE = 0.5;

  private final SimulationSpec spec;
  private final Truth truth;
  private final GeneOrder[] orders;

  CountSampler(SimulationSpec spec, Truth truth) {
    this.spec = spec;
    this.truth = truth;
    double[] most = mostFactors(truth);
    this.orders =
        IntStream.range(0, truth.types().size())
            .mapToObj(t -> GeneOrder.of(bounds(truth.abundance()[t], most)))
            .toArray(GeneOrder[]::new);
  }

  /** Draws the counts of a cell into an empty row. */
  void draw(SimulatedCell cell, long number, CountRow row) {
    Variates variates = new Variates(Seeds.of(spec.seed(), COUNTS, number));
    GeneOrder order = orders[cell.type()];
    int start = 0;
    for (int stretch = 0; stretch < order.ends().length; stretch++) {
      int end = order.ends()[stretch];
      double rate = cell.librarySize() * order.bounds()[stretch];
      if (rate > DENSE_RATE) {
        for (int i = start; i < end; i++) {
          offer(cell, order.genes()[i], 1, variates, row);
        }
      } else {
        leap(cell, order, new Stretch(start, end, rate), variates, row);
      }
      start = end;
    }
  }

  /** A run of genes, each seen at a rate of no more than {@code rate}. */
  private record Stretch(int start, int end, double rate) {}

  /**
   * Offers each gene of a stretch with the probability that a Poisson count of that rate is seen.
   */
  private void leap(
      SimulatedCell cell, GeneOrder order, Stretch stretch, Variates variates, CountRow row) {
    double offered = 1 - Elementary.exp(-stretch.rate());
    // Gaps that a long cannot hold are cut to its largest value, which is past the end all the
    // same.
    double position = stretch.start() + (double) (long) (variates.exponential() / stretch.rate());
    while (position < stretch.end()) {
      offer(cell, order.genes()[(int) position], offered, variates, row);
      position += 1 + (double) (long) (variates.exponential() / stretch.rate());
    }
  }

  private void offer(
      SimulatedCell cell, int gene, double offered, Variates variates, CountRow row) {
    double mean = mean(cell, gene);
    long count = SeenCounts.draw(mean, 1 / truth.dispersion()[gene], offered, variates);
    if (count > 0 && !dropped(mean, variates)) {
      row.set(gene, count);
    }
  }

  /** The expected count of a gene, before dropout. */
  double mean(SimulatedCell cell, int gene) {
    double mean =
        cell.librarySize()
            * truth.abundance()[cell.type()][gene]
            * truth.batchFactors()[cell.batch()][gene]
            * truth.programs().factor(gene, cell.activities());
    boolean knockedDown =
        cell.perturbation() != SimulatedCell.CONTROL
            && truth.perturbations().get(cell.perturbation()).gene() == gene;
    return knockedDown ? Truth.REMAINING * mean : mean;
  }

  private boolean dropped(double mean, Variates variates) {
    return spec.dropout() > 0 && variates.uniform() * (spec.dropout() + mean) < spec.dropout();
  }

  private static double[] mostFactors(Truth truth) {
    double[] most = new double[truth.geneCount()];
    for (int g = 0; g < most.length; g++) {
      double batch = 0;
      for (float[] factors : truth.batchFactors()) {
        batch = Math.max(batch, factors[g]);
      }
      most[g] = batch * truth.programs().mostFactor(g);
    }
    return most;
  }

  private static double[] bounds(float[] abundance, double[] most) {
    return IntStream.range(0, most.length).mapToDouble(g -> abundance[g] * most[g]).toArray();
  }
}
