package org.polysome.metric.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.polysome.graph.WeightedGraph;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.overall.Means;

/**
 * Whether neighbours express a gene alike (Moran, 1950): the correlation of its values over the
 * edges of a graph of cells, about 1 for a gradient, near 0 for noise.
 */
public final class MoransI {

  /** scib leaves out genes of a smaller population standard deviation. */
  private static final double CONSTANT = 1e-8;

  private MoransI() {}

  /**
   * Of one gene, as scanpy computes it.
   *
   * @param graph of the cells, weighted by how close they are
   * @param values of the gene in each cell
   * @return {@link Status#CONSTANT} where it does not vary, {@link Status#TOO_FEW_CELLS} where the
   *     graph has no edges
   * @throws IllegalArgumentException if there are not as many values as cells
   */
  public static Measurement of(WeightedGraph graph, double[] values) {
    if (values.length != graph.nodes()) {
      throw new IllegalArgumentException(values.length + " values for " + graph.nodes() + " cells");
    }
    double weights = Arrays.stream(graph.strengths()).sum();
    if (weights == 0) {
      return Measurement.none(Status.TOO_FEW_CELLS);
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    double products = 0;
    for (int cell = 0; cell < values.length; cell++) {
      double around = 0;
      for (int i = graph.offsets()[cell]; i < graph.offsets()[cell + 1]; i++) {
        around += graph.weights()[i] * (values[graph.neighbors()[i]] - mean);
      }
      products += (values[cell] - mean) * around;
      squares += (values[cell] - mean) * (values[cell] - mean);
    }
    return Math.sqrt(squares / values.length) <= CONSTANT
        ? Measurement.none(Status.CONSTANT)
        : Measurement.of(values.length / weights * products / squares);
  }

  /**
   * Of each gene, negative ones raised to 0 as in scib 1.2.
   *
   * @param genes (genes, cells)
   */
  public static List<Measurement> ofEach(WeightedGraph graph, DenseMatrix genes) {
    return IntStream.range(0, genes.rows())
        .parallel()
        .mapToObj(gene -> of(graph, genes.row(gene)))
        .map(moran -> moran.map(value -> Math.max(0, value)))
        .toList();
  }

  /**
   * The mean over genes that vary, negative ones raised to 0: scib's metric.
   *
   * @param graph of the cells after batches were mixed
   * @param genes (genes, cells), values of variable genes
   */
  public static Measurement mean(WeightedGraph graph, DenseMatrix genes) {
    return Means.ofPresent(ofEach(graph, genes));
  }

  /**
   * How little is lost beside the best batch before: 1 less the mean over genes of the fall from
   * their largest value in a batch, scib's metric with {@code compare_pre}.
   *
   * @param before of each batch, what {@link #ofEach} says of its cells alone
   * @param after what it says of all cells
   * @return {@link Status#CONSTANT} where no gene has a value on both sides
   * @throws IllegalArgumentException if a batch is about another number of genes
   */
  public static Measurement kept(List<List<Measurement>> before, List<Measurement> after) {
    if (before.stream().anyMatch(batch -> batch.size() != after.size())) {
      throw new IllegalArgumentException("batches with other genes than " + after.size());
    }
    List<Measurement> falls = new ArrayList<>();
    for (int gene = 0; gene < after.size(); gene++) {
      int place = gene;
      OptionalDouble best =
          before.stream().flatMapToDouble(batch -> batch.get(place).value().stream()).max();
      if (best.isPresent()) {
        falls.add(after.get(gene).map(now -> Math.max(0, best.getAsDouble() - now)));
      }
    }
    Measurement fall = Means.ofPresent(falls).map(mean -> 1 - mean);
    return fall.value().isPresent() ? fall : Measurement.none(Status.CONSTANT);
  }
}
