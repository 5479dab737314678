package org.polysome.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.decoder.Mlp;
import org.polysome.model.MaskedRows;
import org.polysome.nn.Activation;
import org.polysome.objective.loss.Entropies;
import org.polysome.objective.loss.GradientReversal;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * The losses of BMFM-RNA, of values, classes and whole cells. The reference divides by its counts
 * plus 1e-6; ours are plain means. Its hierarchical loss is a mean over all cells, ours over those
 * with a label: the sums are compared. A millionth of each number is allowed beyond the stated
 * 1e-5, which is less than float32 can tell apart where the loss with an exponential link is 490.
 */
public final class BmfmLossesGolden implements GoldenCheck {

  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-5).andRelative(1e-6);

  @Override
  public void check(GoldenCase golden) {
    values(golden);
    classes(golden);
    tokenValue(golden);
    reversal(golden);
    new BmfmWcedGolden(golden).check();
  }

  private static void values(GoldenCase golden) {
    ValueLoss plain = new ValueLoss.Mse();
    number(golden, "mse", plain);
    number(golden, "mse_ignore_zero", new ValueLoss.Mse(false, Link.IDENTITY, 0));
    number(golden, "mse_shrink", new ValueLoss.Mse(false, Link.IDENTITY, 0.2));
    number(golden, "mse_exp_link", new ValueLoss.Mse(false, Link.EXP, 0));
    number(golden, "mae", new ValueLoss.Mae(true, Link.IDENTITY, 0));
    number(golden, "mae_ignore_zero", new ValueLoss.Mae(false, Link.IDENTITY, 0));
    number(golden, "mae_shrink", new ValueLoss.Mae(false, Link.IDENTITY, 0.2));
    zero(golden, "is_zero_bce", new ValueLoss.ZeroInflated(1, 1));
    zero(golden, "is_zero_focal", new ValueLoss.ZeroInflated(1, 1, false, Optional.of(2.0), false));
  }

  private static void number(GoldenCase golden, String name, ValueLoss loss) {
    Tensor leaf = golden.floats("in.pred").copy().requiresGradient(true);
    check(golden, name, "grad_pred", leaf, mean(golden, loss, leaf, 0));
  }

  private static void zero(GoldenCase golden, String name, ValueLoss loss) {
    Tensor leaf = golden.floats("in.zero_logit").copy().requiresGradient(true);
    Tensor both = Tensors.concatenate(List.of(golden.floats("in.pred"), leaf), 2);
    check(golden, name, "grad_logit", leaf, mean(golden, loss, both, 1));
  }

  /** The mean of a term, given (cells, tokens, outputs) scores. */
  private static Tensor mean(GoldenCase golden, ValueLoss loss, Tensor scores, int term) {
    TokenBatch batch = GoldenBatches.hidden(golden.floats("in.value_labels"));
    HiddenValues hidden = HiddenValues.of(batch);
    try (Heads heads = new Heads()) {
      MaskedValueObjective objective =
          new MaskedValueObjective(
              new MaskedValues(0.5, loss, Mean.TOKENS, new Mlp(0, Activation.RELU), 1),
              heads.context());
      Tensor rows = MaskedRows.of(batch, scores.device()).orElseThrow().ofTokens(scores);
      return objective.sums(rows, hidden).get(term).divide(objective.counts(batch)[term]);
    }
  }

  private static void classes(GoldenCase golden) {
    Tensor tokens = golden.floats("in.token_logits").flatten(0, 1);
    long[] labels = golden.tensor("in.token_labels").toLongs();
    classes(golden, "token_ce", new LabelTask.CrossEntropy(0), tokens, labels);
    for (String name : parameters(golden, "out.token_ce_smooth")) {
      double smoothing = Double.parseDouble(name);
      LabelTask smooth = new LabelTask.CrossEntropy(smoothing);
      classes(golden, "token_ce_smooth" + name, smooth, tokens, labels);
    }
    for (String name : parameters(golden, "out.focal_gamma")) {
      classes(
          golden,
          "focal_gamma" + name,
          new LabelTask.Focal(Double.parseDouble(name), true),
          golden.floats("in.cls_logits"),
          golden.tensor("in.cls_labels").toLongs());
    }
    hierarchy(golden);
  }

  /** What follows a prefix in the names of plain outputs. */
  private static List<String> parameters(GoldenCase golden, String prefix) {
    return golden.names().stream()
        .filter(name -> name.matches(java.util.regex.Pattern.quote(prefix) + "[0-9.]*[0-9]"))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  private static void classes(
      GoldenCase golden, String name, LabelTask task, Tensor logits, long[] labels) {
    Tensor leaf = logits.copy().requiresGradient(true);
    long[] rows =
        IntStream.range(0, labels.length)
            .filter(row -> labels[row] != (long) GoldenBatches.IGNORED)
            .asLongStream()
            .toArray();
    int[] codes = Arrays.stream(rows).mapToInt(row -> (int) labels[(int) row]).toArray();
    Tensor known = leaf.indexSelect(0, Tensors.of(rows, rows.length));
    LabelDictionary dictionary =
        LabelDictionary.of(
            IntStream.range(0, (int) logits.size(1)).mapToObj(Integer::toString).toList(),
            List.of());
    Tensor loss = task.elements(known, new LabelTargets(codes, dictionary)).mean();
    check(golden, name, "grad_logits", leaf, loss);
  }

  private static void hierarchy(GoldenCase golden) {
    Tensor leaf = golden.floats("in.cls_logits").copy().requiresGradient(true);
    Tensor labels = golden.floats("in.hce_labels");
    long classes = leaf.size(1);
    float[] flags = labels.select(1, classes).toFloats();
    long[] rows =
        IntStream.range(0, flags.length).filter(row -> flags[row] == 1).asLongStream().toArray();
    Tensor index = Tensors.of(rows, rows.length);
    Tensor sum =
        Entropies.hierarchical(
                leaf.indexSelect(0, index), labels.narrow(1, 0, classes).indexSelect(0, index))
            .sum();
    check(golden, "hce", "grad_logits", leaf, sum.divide(flags.length));
  }

  private static void tokenValue(GoldenCase golden) {
    Tensor leaf = golden.floats("in.token_logits").copy().requiresGradient(true);
    float[] values = golden.floats("in.token_values").toFloats();
    long[] numbers =
        IntStream.range(0, values.length)
            .filter(token -> !Float.isNaN(values[token]))
            .asLongStream()
            .toArray();
    long[] labels = golden.tensor("in.token_labels").toLongs();
    long[] rows =
        IntStream.range(0, labels.length)
            .filter(row -> Arrays.binarySearch(numbers, labels[row]) >= 0)
            .asLongStream()
            .toArray();
    long[] classes =
        Arrays.stream(rows).map(row -> Arrays.binarySearch(numbers, labels[(int) row])).toArray();
    Tensor tokens = Tensors.of(numbers, numbers.length);
    Tensor scores =
        leaf.flatten(0, 1).indexSelect(0, Tensors.of(rows, rows.length)).indexSelect(1, tokens);
    Tensor worth = golden.floats("in.token_values").indexSelect(0, tokens);
    Tensor errors =
        ValueTerms.Expected.expected(scores, worth, Tensors.of(classes, classes.length));
    check(golden, "token_value", "grad_logits", leaf, errors.mean());
  }

  private static void reversal(GoldenCase golden) {
    golden.names().stream()
        .filter(name -> name.matches("out\\.grl_.*\\.y"))
        .forEach(
            name -> {
              String prefix = name.substring(0, name.length() - 2);
              double factor = Double.parseDouble(prefix.substring("out.grl_".length()));
              Tensor leaf = golden.floats("in.grl_x").copy().requiresGradient(true);
              Tensor same = GradientReversal.of(leaf, factor);
              same.multiply(golden.floats("in.grl_w")).sum().backward();
              golden.check(same, name, TOLERANCE);
              golden.check(leaf.gradient().orElseThrow(), prefix + ".grad_x", TOLERANCE);
            });
  }

  private static void check(
      GoldenCase golden, String name, String gradient, Tensor leaf, Tensor loss) {
    loss.backward();
    golden.check(loss, "out." + name, TOLERANCE);
    String stored = "out." + name + "." + gradient;
    Tensor found = leaf.gradient().orElseThrow().reshape(golden.tensor(stored).shape());
    golden.check(found, stored, TOLERANCE);
  }
}
