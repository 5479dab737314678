package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;

/**
 * Weighted sampling of genes: weights to a relative 1e-6 (1e-12 for temperatures), shares of many
 * draws within five standard errors of the exact probabilities. The reference's own draws ({@code
 * *.freq}, {@code *.se}) are compared with the same exact numbers in the case itself.
 */
public final class LongTailGolden implements GoldenCheck {

  private static final int DRAWS = 100_000;
  private static final String LONG_TAIL =
      "{cls: false, length: %d, sampling: {type: long-tail, probability: %s}}";

  @Override
  public void check(GoldenCase golden) {
    checkWeights(golden);
    double[] counts = golden.tensor("in.counts12").toDoubles();
    int k = golden.size("k");
    compare(golden, "out.lt.exact", 0, shares(counts, tail(counts, k, 1)));
    compare(golden, "out.lttrain.exact", 0, shares(counts, tail(counts, k, 0.5)));
    compare(golden, "out.uni.exact", 0, shares(counts, tail(counts, k, 0)));
    checkFirst(golden, counts, k);
    checkTemperatures(golden);
  }

  private static void checkWeights(GoldenCase golden) {
    for (int row = 0; row < GoldenRows.rows(golden, "in.cells"); row++) {
      checkWeights(
          GoldenRows.row(golden, "in.cells", row), GoldenRows.row(golden, "out.weights", row));
    }
    checkWeights(
        golden.tensor("in.counts12").toDoubles(), golden.tensor("out.lt.weights").toDoubles());
  }

  private static void checkWeights(double[] counts, double[] expected) {
    LongTailWeights weights =
        new LongTailWeights(
            new Sampling.LongTail(Sampling.Weight.VALUE_MINUS_MIN, 1, When.ALWAYS, 0));
    CellBuffer cell = new CellBuffer();
    cell.set(GoldenRows.cell(counts));
    Sequence sequence = new Sequence();
    for (int i = 0; i < cell.size(); i++) {
      sequence.add(cell.genes()[i], cell.counts()[i]);
    }
    weights.begin(cell, Draw.training(0, 0), sequence);
    for (int i = 0; i < sequence.size(); i++) {
      double wanted = expected[sequence.gene(i)];
      // The reference subtracts in float32: its error is of the values, not of their difference.
      assertThat(weights.of(i)).isCloseTo(wanted, within(1e-6 * Math.max(1, wanted)));
    }
  }

  /** The first gene of a draw is the only one of a draw of one. */
  private static void checkFirst(GoldenCase golden, double[] counts, int k) {
    Tokenizer two = tail(counts, 2, 1);
    Sequence sequence = new Sequence();
    int[] taken = new int[counts.length];
    CellBuffer cell = new CellBuffer();
    cell.set(GoldenRows.cell(counts));
    WeightedPicker one =
        new WeightedPicker(
            1,
            two.candidates(),
            new LongTailWeights(
                new Sampling.LongTail(Sampling.Weight.VALUE_MINUS_MIN, 1, When.TRAIN, 0)));
    for (int epoch = 0; epoch < DRAWS; epoch++) {
      sequence.clear();
      one.pick(cell, Draw.training(k, epoch), sequence);
      taken[sequence.gene(0)]++;
    }
    compare(
        golden,
        "out.lt.first_exact",
        0,
        Arrays.stream(taken).mapToDouble(number -> (double) number / DRAWS).toArray());
  }

  private static void checkTemperatures(GoldenCase golden) {
    double[] frequencies = golden.tensor("in.freq").toDoubles();
    double[] temperatures = golden.tensor("in.temperatures").toDoubles();
    double[] ones = new double[frequencies.length];
    Arrays.fill(ones, 1);
    Fitted fitted =
        new Fitted(
            Optional.empty(),
            Optional.empty(),
            Optional.of(frequencies),
            Optional.empty(),
            Optional.empty());
    for (int t = 0; t < temperatures.length; t++) {
      checkShares(golden, t, fitted, temperatures[t]);
      String yaml =
          "{cls: false, length: %d, sampling: {type: frequency, temperature: %s}}"
              .formatted(golden.size("fk"), temperatures[t]);
      Tokenizer tokenizer = GoldenRows.tokenizer(frequencies.length, fitted, yaml);
      compare(golden, "out.temp.inclusion_exact", t, shares(ones, tokenizer));
    }
  }

  private static void checkShares(GoldenCase golden, int t, Fitted fitted, double temperature) {
    GeneWeights weights = GeneWeights.ofFrequency(fitted, temperature);
    double[] expected = GoldenRows.row(golden, "out.temp.p", t);
    Sequence sequence = new Sequence();
    IntStream.range(0, expected.length).forEach(gene -> sequence.add(gene, 1));
    weights.begin(new CellBuffer(), Draw.embedding(0), sequence);
    double sum = IntStream.range(0, expected.length).mapToDouble(weights::of).sum();
    for (int gene = 0; gene < expected.length; gene++) {
      assertThat(weights.of(gene) / sum).isCloseTo(expected[gene], within(1e-12 * expected[gene]));
    }
  }

  private static Tokenizer tail(double[] counts, int k, double probability) {
    return GoldenRows.tokenizer(
        counts.length, Fitted.NOTHING, LONG_TAIL.formatted(k, Double.toString(probability)));
  }

  private static double[] shares(double[] counts, Tokenizer tokenizer) {
    BatchBuilder builder = tokenizer.builder(List.of());
    CellBuffer cell = new CellBuffer();
    cell.set(GoldenRows.cell(counts));
    int[] taken = new int[counts.length];
    for (int epoch = 0; epoch < DRAWS; epoch++) {
      builder.begin(Draw.training(3, epoch)).add(cell);
      for (int gene : builder.build(java.util.Map.of()).genes()) {
        taken[gene]++;
      }
    }
    return Arrays.stream(taken).mapToDouble(number -> (double) number / DRAWS).toArray();
  }

  private static void compare(GoldenCase golden, String name, int row, double[] shares) {
    double[] exact =
        golden.tensor(name).shape().length == 1
            ? golden.tensor(name).toDoubles()
            : GoldenRows.row(golden, name, row);
    for (int gene = 0; gene < exact.length; gene++) {
      double error = Math.sqrt(exact[gene] * (1 - exact[gene]) / DRAWS);
      assertThat(shares[gene])
          .as("%s row %d gene %d, seed 3", name, row, gene)
          .isCloseTo(exact[gene], within(5 * error + 1e-12));
    }
  }
}
