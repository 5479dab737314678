package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;

/**
 * BMFM-RNA's read-depth-aware downsampling. Values of a batch are float32 of what is worked out in
 * float64, so batches are compared to a rounding of float32, and the formulas to 1e-12. The first
 * genes of a row ({@code .maxlen}) are a vocabulary of their own here, since our tokenizer samples
 * genes that are too many. How often the reference asked for random numbers is not reachable, and
 * the share b of a thinned cell is seen through its total.
 */
public final class ReadDepthGolden implements GoldenCheck {

  private static final String DEPTH =
      "{genes: all, cls: false, length: %d, totals: sequence, depth: {type: read-depth-aware,"
          + " threshold: %d, probability: %s, align: %d}}";

  @Override
  public void check(GoldenCase golden) {
    int genes = golden.size("genes");
    int few = golden.size("max_length") - 2;
    checkDeterministic(golden, genes, "");
    checkDeterministic(golden, few, ".maxlen");
    checkAligned(golden, genes);
    checkNormalised(golden, genes, "");
    checkNormalised(golden, few + 2, ".maxlen");
    golden.names().stream()
        .filter(name -> name.endsWith(".gamma1_fraction"))
        .forEach(name -> new Moments(golden, name).check());
  }

  private static Tokenizer tokenizer(GoldenCase golden, int genes, String probability) {
    String yaml =
        DEPTH.formatted(
            genes + 2, golden.size("threshold"), probability, golden.size("align_target"));
    return GoldenRows.tokenizer(genes, Fitted.NOTHING, yaml);
  }

  private static void checkDeterministic(GoldenCase golden, int genes, String suffix) {
    Tokenizer tokenizer = tokenizer(golden, genes, "0");
    for (int row = 0; row < GoldenRows.rows(golden, "in.counts"); row++) {
      Cell cell = cell(golden, "in.counts", row, genes);
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.training(1, 0), List.of());
      String name = "out.rda.gamma0" + suffix;
      compare(batch.values(), golden, name + ".input", row);
      CellSteps steps = steps(tokenizer, cell);
      compare(values(steps, steps.trueValues(), true), golden, name + ".target", row);
      checkGivenDraw(golden, row, steps, "out.rda.gamma1_given_draw" + suffix);
    }
  }

  private static void checkGivenDraw(GoldenCase golden, int row, CellSteps steps, String name) {
    Sequence sequence = steps.sequence();
    double[] given = GoldenRows.row(golden, "in.given_downsampled", row);
    double total = sequence.total();
    if (total >= golden.size("threshold")) {
      for (int i = 0; i < sequence.size(); i++) {
        sequence.show(i, (float) given[sequence.gene(i)]);
      }
      steps.depth().thinned(sequence, sequence.totalShown());
      steps.shownValues().begin(sequence.shown(), sequence.size(), steps.depth().source());
    }
    compare(values(steps, steps.shownValues(), false), golden, name + ".input", row);
    compare(values(steps, steps.trueValues(), true), golden, name + ".target", row);
    double[] exact = GoldenRows.row(golden, name + ".input", row);
    Normalisation normalisation = new Normalisation.LibrarySize(1e4, true);
    double scale = normalisation.scale(steps.depth().source());
    assertThat(StrictMath.log1p(steps.depth().source())).isCloseTo(exact[0], relative(exact[0]));
    assertThat(StrictMath.log1p(steps.depth().target())).isCloseTo(exact[1], relative(exact[1]));
    for (int i = 0; i < sequence.size(); i++) {
      assertThat(normalisation.exact(sequence.shown(i), scale))
          .isCloseTo(exact[2 + i], relative(exact[2 + i]));
    }
  }

  private static org.assertj.core.data.Offset<Double> relative(double number) {
    return within(1e-12 * Math.abs(number));
  }

  private static CellSteps steps(Tokenizer tokenizer, Cell cell) {
    CellSteps steps = new CellSteps(tokenizer);
    CellBuffer buffer = new CellBuffer();
    buffer.set(cell);
    steps.apply(buffer, Draw.training(1, 0));
    return steps;
  }

  private static float[] values(CellSteps steps, ValueTable table, boolean measured) {
    Sequence sequence = steps.sequence();
    float[] values = new float[2 + sequence.size()];
    values[0] = (float) Depth.Scale.LOG1P.of(steps.depth().source());
    values[1] = (float) Depth.Scale.LOG1P.of(steps.depth().target());
    for (int i = 0; i < sequence.size(); i++) {
      float count = measured ? sequence.count(i) : sequence.shown(i);
      values[2 + i] = table.value(sequence.gene(i), count);
    }
    return values;
  }

  private static void checkAligned(GoldenCase golden, int genes) {
    Tokenizer tokenizer = tokenizer(golden, genes, "0.5");
    for (int row = 0; row < GoldenRows.rows(golden, "in.counts"); row++) {
      Cell cell = cell(golden, "in.counts", row, genes);
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.embedding(1), List.of());
      compare(batch.values(), golden, "out.rda_align", row);
    }
  }

  private static void checkNormalised(GoldenCase golden, int genes, String suffix) {
    String yaml =
        "{genes: all, cls: false, length: %d, totals: sequence, normalisation: {type:"
            + " library-size, plus-one: true}}";
    Tokenizer tokenizer = GoldenRows.tokenizer(genes, Fitted.NOTHING, yaml.formatted(genes));
    for (int row = 0; row < GoldenRows.rows(golden, "in.counts"); row++) {
      Cell cell = cell(golden, "in.counts", row, genes);
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.embedding(1), List.of());
      compare(batch.values(), golden, "out.log_normalize" + suffix, row);
    }
  }

  private static Cell cell(GoldenCase golden, String name, int row, int genes) {
    return GoldenRows.cell(Arrays.copyOf(GoldenRows.row(golden, name, row), genes));
  }

  private static void compare(float[] values, GoldenCase golden, String name, int row) {
    double[] expected = GoldenRows.row(golden, name, row);
    assertThat(values).as("%s row %d", name, row).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values[i])
          .as("%s row %d token %d", name, row, i)
          .isCloseTo((float) expected[i], within(Math.ulp((float) expected[i])));
    }
  }

  /** Moments of many draws of one row, as the reference drew them and as we do. */
  private static final class Moments {

    private final GoldenCase golden;
    private final String prefix;
    private final int draws;
    private final int genes;
    private final Sums shares = new Sums(1);
    private final Sums counts;
    private final Sums input;
    private final Sums target;
    private int thinned;

    Moments(GoldenCase golden, String name) {
      this.golden = golden;
      this.prefix = name.substring(0, name.length() - "gamma1_fraction".length());
      this.draws = golden.size("draws");
      this.genes = golden.size("genes");
      this.counts = new Sums(genes);
      this.input = new Sums(genes + 2);
      this.target = new Sums(genes + 2);
    }

    void check() {
      int row = Integer.parseInt(prefix.replaceAll("\\D", ""));
      Cell cell = cell(golden, "in.counts", row, genes);
      draw(cell);
      double error = Math.sqrt(0.25 / draws);
      assertThat((double) thinned / draws)
          .isCloseTo(number("gamma1_fraction"), within(4.5 * Math.sqrt(2) * error));
      double total = GoldenRows.row(golden, "in.counts", row).length == 0 ? 1 : sum(cell);
      assertThat(shares.mean(0))
          .isCloseTo(number("beta_mean"), within(6.4 * Math.sqrt(0.05 / (draws / 2.0))));
      // A share seen through its total has E[b (1 - b)] / total = 0.2 / total more variance.
      assertThat(shares.variance(0) - 0.2 / total)
          .isCloseTo(number("beta_var"), within(6.4 * Math.sqrt(0.0029 / (draws / 2.0))));
      compare("downsampled_count_mean", "downsampled_count_mean_se", counts::mean);
      compare("downsampled_count_var", "downsampled_count_var_se", counts::variance);
      compare("input_mean", "input_mean_se", input::mean);
      checkTarget();
    }

    /** Of the target only the token S varies, as it does in the input. */
    private void checkTarget() {
      double[] expected = golden.tensor(prefix + "target_mean").toDoubles();
      for (int i = 1; i < expected.length; i++) {
        assertThat(target.mean(i)).isCloseTo(expected[i], within(1e-6));
      }
      assertThat(target.mean(0)).isEqualTo(input.mean(0));
      assertThat(expected[0])
          .isEqualTo(golden.tensor(prefix + "input_mean").toDoubles()[0], within(1e-12));
    }

    private void draw(Cell cell) {
      CellSteps steps = new CellSteps(tokenizer(golden, genes, "0.5"));
      CellBuffer buffer = new CellBuffer();
      buffer.set(cell);
      for (int epoch = 0; epoch < draws; epoch++) {
        steps.apply(buffer, Draw.training(11, epoch));
        input.add(values(steps, steps.shownValues(), false));
        target.add(values(steps, steps.trueValues(), true));
        if (steps.depth().source() < steps.depth().target()) {
          thinned++;
          float share = (float) (steps.depth().source() / steps.depth().target());
          shares.add(new float[] {share});
          counts.add(Arrays.copyOf(steps.sequence().shown(), genes));
        }
      }
    }

    private static double sum(Cell cell) {
      double sum = 0;
      for (float count : cell.counts()) {
        sum += count;
      }
      return sum;
    }

    private double number(String name) {
      return golden.tensor(prefix + name).toDoubles()[0];
    }

    private void compare(String name, String error, java.util.function.IntToDoubleFunction found) {
      double[] expected = golden.tensor(prefix + name).toDoubles();
      double[] errors = golden.tensor(prefix + error).toDoubles();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found.applyAsDouble(i))
            .as("%s%s[%d], seed 11", prefix, name, i)
            .isCloseTo(expected[i], within(4.5 * Math.sqrt(2) * errors[i] + 1e-6));
      }
    }
  }

  /** Sums of vectors and of their squares. */
  private static final class Sums {

    private final double[] sums;
    private final double[] squares;
    private int number;

    Sums(int size) {
      sums = new double[size];
      squares = new double[size];
    }

    void add(float[] vector) {
      number++;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += vector[i];
        squares[i] += (double) vector[i] * vector[i];
      }
    }

    double mean(int i) {
      return sums[i] / number;
    }

    double variance(int i) {
      return squares[i] / number - mean(i) * mean(i);
    }
  }
}
