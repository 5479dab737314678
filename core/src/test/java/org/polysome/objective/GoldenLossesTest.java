package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.GoldenTensors;
import org.polysome.decoder.Mlp;
import org.polysome.decoder.WholeCell;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;

/**
 * The losses agree with what BMFM-RNA and the formulas of paper 001 give. The reference divides by
 * its count plus 1e-6 and by the sum of the weights; ours are the paper's plain means and sums.
 */
class GoldenLossesTest {

  private static final double REFERENCE_EPSILON = 1e-6;

  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private final Scope scope = new Scope();

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mse, mse, grad_pred, false",
    "mse_ignore_zero, mse, grad_pred, true",
    "is_zero_bce, is-zero, grad_logit, true"
  })
  void maskedTerms(String reference, String term, String gradient, boolean zeroInflated) {
    GoldenTensors golden = GoldenTensors.open("bmfm-losses");
    float[] labels = GoldenBatches.floats(golden.numbers("in.value_labels"));
    ValueLoss loss = zeroInflated ? new ValueLoss.ZeroInflated(1, 1) : new ValueLoss.Mse();
    TokenBatch batch = GoldenBatches.hidden(labels, golden.size("in.value_labels", 0));
    int[] rows = batch.masked().orElseThrow().positions();
    float[] scores = new float[rows.length * loss.outputs()];
    for (int row = 0; row < rows.length; row++) {
      scores[row * loss.outputs()] = (float) golden.numbers("in.pred")[rows[row]];
      if (zeroInflated) {
        scores[row * 2 + 1] = (float) golden.numbers("in.zero_logit")[rows[row]];
      }
    }
    Tensor leaf = Tensors.of(scores, rows.length, loss.outputs()).requiresGradient(true);
    MaskedValueObjective objective = masked(loss, Mean.TOKENS);

    int index = names(objective).indexOf("masked-values." + term);
    Tensor sum = objective.sums(leaf, HiddenValues.of(batch)).get(index);
    double divisor = objective.counts(batch)[index] + REFERENCE_EPSILON;
    sum.divide(divisor).backward();

    assertThat(sum.item() / divisor).isCloseTo(golden.numbers("out." + reference)[0], within(1e-5));
    double[] expected = golden.numbers("out." + reference + "." + gradient);
    float[] found = leaf.gradient().orElseThrow().toFloats();
    int column = term.equals("is-zero") ? 1 : 0;
    for (int row = 0; row < rows.length; row++) {
      assertThat((double) found[row * loss.outputs() + column])
          .isCloseTo(expected[rows[row]], within(1e-5));
    }
  }

  @Test
  void meansOverTokensAndOverCells() {
    GoldenTensors golden = GoldenTensors.open("encodings-001");
    float[] labels = GoldenBatches.floats(golden.numbers("out.norm.value"));
    double[] masked = golden.numbers("in.masked");
    double[] valid = golden.numbers("in.valid");
    for (int i = 0; i < labels.length; i++) {
      labels[i] = masked[i] == 1 && valid[i] == 1 ? labels[i] : GoldenBatches.IGNORED;
    }
    TokenBatch batch = GoldenBatches.hidden(labels, golden.size("in.masked", 0));
    int[] rows = batch.masked().orElseThrow().positions();
    float[] scores = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      scores[row] = (float) golden.numbers("in.pred")[rows[row]];
    }
    for (Mean mean : Mean.values()) {
      boolean tokens = mean == Mean.TOKENS;
      Tensor leaf = Tensors.of(scores, rows.length, 1).requiresGradient(true);
      MaskedValueObjective objective = masked(new ValueLoss.Mse(), mean);
      Tensor sum = objective.sums(leaf, HiddenValues.of(batch)).getFirst();
      long count = objective.counts(batch)[0];
      sum.divide(count).backward();

      double expected = golden.numbers(tokens ? "out.mse.global" : "out.mse.mean_of_cells")[0];
      assertThat(sum.item() / count).as("%s", mean).isCloseTo(expected, within(1e-5 * expected));
      double[] gradient = golden.numbers(tokens ? "out.mse.grad_pred_global" : "out.mse.grad_pred");
      for (int row = 0; row < rows.length; row++) {
        assertThat((double) leaf.gradient().orElseThrow().toFloats()[row])
            .isCloseTo(gradient[rows[row]], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "recipe_input_plus_non_input, 1, 1, input;non_input",
    "recipe_all_weight_1_1.5_rest_0, 1, 1.5, all"
  })
  void wced(String recipe, double valueWeight, double zeroWeight, String sets) {
    GoldenTensors golden = GoldenTensors.open("bmfm-losses");
    List<GeneSet> genes =
        Arrays.stream(sets.split(";")).map(set -> GeneSet.valueOf(upper(set))).toList();
    Wced spec = new Wced(genes, valueWeight, zeroWeight, new WholeCell(Activation.GELU, 1e-5), 1);
    TokenBatch batch = GoldenBatches.wholeCells(golden);
    int vocabulary = golden.size("in.wced_logits", 2);
    WcedObjective objective =
        new WcedObjective(
            spec,
            new ObjectiveContext(
                context("wced", vocabulary), GoldenBatches.measured(golden, vocabulary)));
    Tensor leaf = GoldenBatches.clsLogits(golden, vocabulary).requiresGradient(true);
    List<Tensor> sums = objective.sums(leaf, batch);
    long[] counts = objective.counts(batch);

    Tensor total = Tensors.of(new float[1], 1).sum();
    double weights = 0;
    for (int i = 0; i < sums.size(); i++) {
      Term term = objective.terms().get(i);
      String reference = term.name().replace("wced.", "").replace('-', '_').replace(".", "_genes_");
      double divisor = counts[i] + REFERENCE_EPSILON;
      assertThat(sums.get(i).item() / divisor)
          .as(term.name())
          .isCloseTo(
              golden
                  .numbers(
                      "out.wced."
                          + recipe
                          + ".expressions_"
                          + reference.replace("is_zero", "is_zero_bce")
                          + "_loss")[0],
              within(1e-5));
      total = total.add(sums.get(i).multiply(term.weight() / divisor));
      weights += term.weight();
    }
    total.divide(weights).backward();
    assertThat(total.item() / weights)
        .isCloseTo(golden.numbers("out.wced." + recipe + ".loss")[0], within(1e-5));
    float[] found = leaf.gradient().orElseThrow().toFloats();
    double[] expected =
        GoldenBatches.clsRows(golden.numbers("out.wced." + recipe + ".grad_logits"), golden);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private MaskedValueObjective masked(ValueLoss loss, Mean mean) {
    return new MaskedValueObjective(
        new MaskedValues(0.5, loss, mean, new Mlp(1, Activation.GELU), 1),
        new ObjectiveContext(context(loss + "." + mean, 10), MeasuredGenes.everything(1, 10)));
  }

  private BuildContext context(String name, int genes) {
    return new BuildContext(
        new Dimensions(genes, 4, 1, 1), parameters.in(name), new Weights.Normal(0.02));
  }

  private static List<String> names(Objective objective) {
    return objective.terms().stream().map(Term::name).toList();
  }

  private static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }
}
