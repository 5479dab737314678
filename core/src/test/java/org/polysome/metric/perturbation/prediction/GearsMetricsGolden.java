package org.polysome.metric.perturbation.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Measurement;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.Profiles;

/** What GEARS computes of predicted profiles, in the case {@code gears-metrics}. */
public final class GearsMetricsGolden implements GoldenCheck {

  private static final int TOP = 20;

  @Override
  public void check(GoldenCase golden) {
    DenseMatrix all = matrix(golden, "in.X");
    int[] conditions = ints(golden, "in.condition");
    int[] treated = IntStream.range(0, conditions.length).filter(c -> conditions[c] > 0).toArray();
    var real = new PerturbedCells(all, conditions, new int[conditions.length], 0);
    int[] ofTreated = IntStream.of(treated).map(cell -> conditions[cell]).toArray();
    DenseMatrix predicted = matrix(golden, "in.pred");
    Pseudobulk truth = Pseudobulk.of(real);
    var control = truth.control();
    var guesses = new PerturbedCells(predicted, ofTreated, new int[ofTreated.length], 0);
    Pseudobulk guess = new Pseudobulk(Profiles.of(guesses, Profiles.Summary.MEAN), control);
    Map<String, double[]> found = new TreeMap<>();
    found.put("ctrl_mean", control);
    overall(golden, new EffectComparison(guess, truth), found);
    for (int row = 0; row < truth.perturbed().perturbations().length; row++) {
      DenseMatrix cells = all.select(real.ofPerturbation(truth.perturbed().perturbations()[row]));
      new Perturbation(
              row(guess.perturbed().vectors(), row),
              row(truth.perturbed().vectors(), row),
              control,
              cells,
              ranking(golden, row, control.length))
          .measure(new Sink(found, row));
    }
    Set<String> expected = new TreeSet<>();
    golden.names().stream()
        .filter(n -> n.startsWith("out."))
        .forEach(n -> expected.add(n.substring(4)));
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    found.forEach((name, values) -> compare(golden, name, values));
  }

  private static void overall(
      GoldenCase golden, EffectComparison comparison, Map<String, double[]> found) {
    int genes = comparison.real().control().length;
    var top =
        IntStream.range(0, 2)
            .mapToObj(row -> Arrays.copyOf(ranking(golden, row, genes), TOP))
            .toList();
    for (var one :
        Map.of("mse", Agreement.MEAN_SQUARED_ERROR, "pearson", Agreement.PEARSON).entrySet()) {
      var expression = EffectComparison.Quantity.EXPRESSION;
      put(found, one.getKey(), comparison.all(one.getValue(), expression));
      put(found, one.getKey() + "_de", comparison.some(one.getValue(), expression, top));
    }
  }

  private static void put(Map<String, double[]> found, String name, List<Measurement> values) {
    double[] numbers = values.stream().mapToDouble(one -> one.value().orElse(0)).toArray();
    found.put("pert." + name, numbers);
    found.put("overall." + name, new double[] {Arrays.stream(numbers).average().orElseThrow()});
  }

  /** Where the numbers of a perturbation go. */
  private record Sink(Map<String, double[]> found, int row) {
    void put(String name, double value) {
      found.computeIfAbsent(name, key -> new double[2])[row] = value;
    }

    void put(String name, Measurement value) {
      put(name, value.value().orElse(-999));
    }

    void places(String name, int[] values, int width) {
      double[] numbers = found.computeIfAbsent(name, key -> new double[2 * width]);
      for (int i = 0; i < values.length; i++) {
        numbers[row * width + i] = values[i];
      }
    }
  }

  private record Perturbation(
      double[] predicted, double[] real, double[] control, DenseMatrix cells, int[] ranking) {

    void measure(Sink sink) {
      int genes = control.length;
      var sets = GearsGenes.of(real, control);
      int[] nonZero = GearsGenes.first(ranking, sets.nonZero(), TOP);
      int[] nonDropout = GearsGenes.first(ranking, sets.nonDropout(), TOP);
      sink.places("top_non_zero_20", nonZero, TOP);
      sink.places("top_non_dropout_20", nonDropout, TOP);
      sink.places("non_zero", flags(sets.nonZero(), genes), genes);
      sink.places("non_dropout", flags(sets.nonDropout(), genes), genes);
      int[] top = Arrays.copyOf(ranking, TOP);
      deeper(sink, top);
      directions(sink, "non_dropout_analysis.", "_top20_non_dropout", nonDropout);
      directions(sink, "non_dropout_analysis.", "_non_zero", sets.nonZero());
      directions(sink, "non_dropout_analysis.", "_non_dropout", sets.nonDropout());
      directions(sink, "non_zero_analysis.", "_top20_non_zero", nonZero);
      spread(sink, "non_dropout_analysis.", "_non_dropout", nonDropout);
      spread(sink, "non_zero_analysis.", "_non_zero", nonZero);
      agreement(sink, "non_dropout_analysis.", "_top20_de_non_dropout", nonDropout);
      agreement(sink, "non_zero_analysis.", "_top20_de_non_zero", nonZero);
    }

    private void deeper(Sink sink, int[] top) {
      int[] all = IntStream.range(0, control.length).toArray();
      sink.put(
          "deeper.frac_correct_direction_all", (double) directions(all).correct() / all.length);
      for (int k : new int[] {20, 50, 100, 200}) {
        int[] first = Arrays.copyOf(ranking, Math.min(k, ranking.length));
        sink.put("deeper.frac_correct_direction_" + k, (double) directions(first).correct() / k);
        agreement(sink, "deeper.", "_top" + k + "_de", first);
      }
      int[] expressed = IntStream.of(top).filter(gene -> real[gene] != 0).toArray();
      sink.put(
          "deeper.frac_correct_direction_20_nonzero",
          (double) directions(expressed).correct() / expressed.length);
      spread(sink, "deeper.", "", expressed);
      agreement(sink, "deeper.", "_top200_hvg", all);
      sink.put(
          "deeper.pearson_delta", Agreement.PEARSON.of(change(predicted, all), change(real, all)));
      sink.put(
          "deeper.pearson_delta_de",
          Agreement.PEARSON.of(change(predicted, top), change(real, top)));
      sink.put(
          "deeper.fold_change_gap_all", FoldChangeGap.of(predicted, real, control, fold -> true));
      sink.put(
          "deeper.fold_change_gap_upreg_3",
          FoldChangeGap.of(predicted, real, control, fold -> fold > 3));
    }

    private Directions directions(int[] genes) {
      int[] all = IntStream.range(0, control.length).toArray();
      return Directions.of(change(predicted, all), change(real, all), genes);
    }

    private void directions(Sink sink, String family, String end, int[] genes) {
      Directions counts = directions(genes);
      sink.put(family + "frac_correct_direction" + end, (double) counts.correct() / genes.length);
      sink.put(family + "frac_opposite_direction" + end, (double) counts.opposite() / genes.length);
      sink.put(family + "frac_0/1_direction" + end, (double) counts.half() / genes.length);
    }

    private void spread(Sink sink, String family, String end, int[] genes) {
      DenseMatrix chosen = cells.transposed().select(genes).transposed();
      var spread =
          new CellSpread(IntStream.of(genes).mapToDouble(g -> predicted[g]).toArray(), chosen);
      sink.put(family + "frac_in_range" + end, spread.between(0, 1));
      sink.put(family + "frac_in_range_45_55" + end, spread.between(0.45, 0.55));
      sink.put(family + "frac_in_range_40_60" + end, spread.between(0.4, 0.6));
      sink.put(family + "frac_in_range_25_75" + end, spread.between(0.25, 0.75));
      double[] sigma = spread.deviations();
      double mean = Arrays.stream(sigma).average().orElseThrow();
      double variance =
          Arrays.stream(sigma).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
      sink.put(family + "mean_sigma" + end, mean);
      sink.put(family + "std_sigma" + end, Math.sqrt(variance));
      for (int k = 1; k <= 2; k++) {
        int most = k;
        double above = Arrays.stream(sigma).filter(s -> s > most).count();
        sink.put(family + "frac_sigma_below_" + k + end, 1 - above / sigma.length);
      }
    }

    private void agreement(Sink sink, String family, String end, int[] genes) {
      double[] ours = change(predicted, genes);
      double[] theirs = change(real, genes);
      sink.put(family + "pearson_delta" + end, Agreement.PEARSON.of(ours, theirs));
      sink.put(family + "mse" + end, Agreement.MEAN_SQUARED_ERROR.of(ours, theirs));
      IntFunction<double[]> pick =
          side -> IntStream.of(genes).mapToDouble(g -> (side == 0 ? predicted : real)[g]).toArray();
      sink.put(family + "pearson" + end, Agreement.PEARSON.of(pick.apply(0), pick.apply(1)));
    }

    private double[] change(double[] profile, int[] genes) {
      return IntStream.of(genes).mapToDouble(gene -> profile[gene] - control[gene]).toArray();
    }

    private static int[] flags(int[] set, int genes) {
      int[] flags = new int[genes];
      IntStream.of(set).forEach(gene -> flags[gene] = 1);
      return flags;
    }
  }

  private static void compare(GoldenCase golden, String name, double[] found) {
    double[] expected = golden.tensor("out." + name).toDoubles();
    assertThat(found).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], Offset.offset(1e-5 + 1e-5 * Math.abs(expected[i])));
    }
  }

  private static int[] ranking(GoldenCase golden, int row, int genes) {
    return Arrays.copyOfRange(ints(golden, "in.de_rank"), row * genes, (row + 1) * genes);
  }

  private static double[] row(DenseMatrix matrix, int row) {
    return matrix.rows(row, row + 1).values();
  }

  private static DenseMatrix matrix(GoldenCase golden, String name) {
    long[] shape = golden.tensor(name).shape();
    return new DenseMatrix((int) shape[0], (int) shape[1], golden.tensor(name).toDoubles());
  }

  private static int[] ints(GoldenCase golden, String name) {
    return Arrays.stream(golden.tensor(name).toLongs()).mapToInt(Math::toIntExact).toArray();
  }
}
