package org.polysome.train.embed;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polysome.objective.ValueHead;
import org.polysome.tokenizer.Normalisation;
import org.polysome.train.Run;

/** Collects predictions, and the means of the values that were shown. */
final class Answers {

  private final DoubleStream.Builder measured = DoubleStream.builder();
  private final DoubleStream.Builder predicted = DoubleStream.builder();
  private final IntStream.Builder genes = IntStream.builder();
  private final IntStream.Builder cells = IntStream.builder();
  private final Sums ofGenes;
  private final Sums ofCells;

  private final Normalisation normalisation;
  private final ValueHead.Unit unit;

  /**
   * Answers of a run.
   *
   * @param unit what its predictions are
   * @param cells how many cells there are
   */
  Answers(Run run, ValueHead.Unit unit, int cells) {
    this.unit = unit;
    normalisation = run.plan().tokenizer().normalisation();
    ofGenes = new Sums(run.vocabulary().size());
    ofCells = new Sums(cells);
  }

  /**
   * Adds what was predicted of a batch.
   *
   * @param from the place of its first cell among all cells
   * @param predictions as {@link ValueHead} says
   */
  void add(AskedBatch batch, int from, float[] predictions) {
    for (AskedBatch.Shown shown : batch.shown()) {
      ofGenes.add(shown.gene(), shown.value());
      ofCells.add(from + shown.cell(), shown.value());
    }
    for (AskedBatch.Asked asked : batch.asked()) {
      cells.add(from + asked.cell());
      genes.add(asked.gene());
      measured.add(asked.value());
      predicted.add(value(predictions[asked.place()], asked.total()));
    }
  }

  private double value(double prediction, double total) {
    return unit == ValueHead.Unit.VALUE
        ? prediction
        : normalisation.exact(prediction, normalisation.scale(total));
  }

  PredictedValues build() {
    double[] geneMeans = ofGenes.means();
    double[] cellMeans = ofCells.means();
    return new PredictedValues(
        measured.build().toArray(),
        predicted.build().toArray(),
        genes.build().mapToDouble(gene -> geneMeans[gene]).toArray(),
        cells.build().mapToDouble(cell -> cellMeans[cell]).toArray());
  }

  private static final class Sums {
    private final double[] sums;
    private final long[] counts;

    Sums(int size) {
      sums = new double[size];
      counts = new long[size];
    }

    void add(int place, double value) {
      sums[place] += value;
      counts[place]++;
    }

    /** The mean at each place; where nothing was added, that over all places. */
    double[] means() {
      double overall = Arrays.stream(sums).sum() / Math.max(1, Arrays.stream(counts).sum());
      double[] means = new double[sums.length];
      Arrays.setAll(means, i -> counts[i] > 0 ? sums[i] / counts[i] : overall);
      return means;
    }
  }
}
