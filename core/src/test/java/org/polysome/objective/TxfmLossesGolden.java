package org.polysome.objective;

import java.util.List;
import java.util.function.UnaryOperator;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.nn.BuildContext;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.Normalisation;

/**
 * Activations and losses of TxFM, in double. {@code out.size.alt_*} are other readings of the size
 * factor, {@code out.rtanh.deriv_autograd} and {@code out.nbprobe.double_*} what less careful
 * arithmetic gives; {@code in.pred_log} stands where an activation would be.
 */
public final class TxfmLossesGolden implements GoldenCheck {

  private static final Tolerance TOLERANCE = Tolerance.relative(1e-11).andAbsolute(1e-12);

  /** The sums of a cell go up to 1e6, and a gradient is a small difference of large numbers. */
  private static final Tolerance OF_SUMS = Tolerance.ofLargest(1e-11).andAbsolute(1e-12);

  /** Near its limit the slope is known to 1e-12, and multiplied by exp(y), which is up to 1e5. */
  private static final Tolerance NEAR_THE_LIMIT = Tolerance.relative(1e-10).andAbsolute(1e-7);

  @Override
  public void check(GoldenCase golden) {
    new Case(golden).check();
  }

  private record Case(GoldenCase golden) {

    private static final CountActivation TANH = new CountActivation.RectifiedTanh(false);

    void check() {
      double total = golden.hyper("L").asDouble();
      activations(total);
      target(total);
      CountLoss poisson = new CountLoss.PoissonLog();
      logSpace("poisson", poisson, TANH);
      logSpace("poisson_relu", poisson, new CountActivation.Relu());
      logSpace("poisson_crelu", poisson, new CountActivation.ClampedRelu());
      logSpace("poisson_softmax", poisson, new CountActivation.Softmax(false));
      logSpace("poisson_plain", poisson, new CountActivation.Identity());
      logSpace("mse", new CountLoss.Mse(), TANH);
      logSpace("smoothl1", new CountLoss.SmoothL1(1), TANH);
      likelihoods(false);
      likelihoods(true);
      probes();
    }

    private Tensor doubles(String name) {
      return golden.tensor(name).to(ElementType.FLOAT64);
    }

    private Tensor leaf(String name) {
      return doubles(name).copy().requiresGradient(true);
    }

    private Tensor measured() {
      return doubles("in.measured");
    }

    private Tensor counts() {
      return doubles("in.raw").multiply(measured());
    }

    private CountTruth truth() {
      double total = golden.hyper("L").asDouble();
      Tensor sizes = CountTruth.sizes(counts(), total);
      return new CountTruth(doubles("out.target"), counts(), sizes);
    }

    private void activations(double total) {
      activation("rtanh", TANH, total);
      activation("unit", new CountActivation.RectifiedTanh(true), total);
      activation("relu", new CountActivation.Relu(), total);
      activation("crelu", new CountActivation.ClampedRelu(), total);
      Tensor shares =
          new CountActivation.Softmax(false).apply(doubles("in.logits"), measured(), total);
      golden.check(shares, "out.softmax.value", TOLERANCE);
      Tensor found = TANH.apply(doubles("in.logits"), measured(), total);
      golden.check(found, "out.activation.logits", TOLERANCE);
      grid(total);
    }

    private void activation(String name, CountActivation activation, double total) {
      Tensor grid = leaf("in.grid");
      Tensor found = activation.apply(grid.unsqueeze(0), grid.unsqueeze(0), total).squeeze(0);
      found.sum().backward();
      golden.check(found, "out." + name + ".value", TOLERANCE);
      golden.check(grid.gradient().orElseThrow(), "out." + name + ".deriv", TOLERANCE);
    }

    /** Every logit of the grid with every target. */
    private void grid(double total) {
      Tensor targets = doubles("in.grid_target");
      Tensor grid = doubles("in.grid");
      Tensor all =
          grid.unsqueeze(1).expand(grid.size(0), targets.size(0)).copy().requiresGradient(true);
      Tensor logs = TANH.apply(all, all, total);
      Tensor found =
          live(new CountLoss.PoissonLog())
              .elements(new CountPrediction(logs, logs), new CountTruth(targets, targets, targets));
      found.sum().backward();
      golden.check(found, "out.rtanh.poisson", TOLERANCE);
      golden.check(all.gradient().orElseThrow(), "out.rtanh.poisson_grad", NEAR_THE_LIMIT);
    }

    private void target(double total) {
      Normalisation values = new Normalisation.LibrarySize(total, true);
      Tensor counts = counts();
      double[] found = counts.toDoubles();
      int genes = (int) counts.size(1);
      double[] totals = counts.sum(1).toDoubles();
      for (int i = 0; i < found.length; i++) {
        found[i] = values.exact(found[i], values.scale(totals[i / genes]));
      }
      Tensor known = Tensors.of(found, counts.shape()).multiply(measured());
      GoldenCase.check(known, doubles("out.target").multiply(measured()), "out.target", TOLERANCE);
      golden.check(counts.sum(1), "out.size.total", TOLERANCE);
      golden.check(CountTruth.sizes(counts, total).squeeze(1), "out.size.factor", TOLERANCE);
    }

    private CountLoss.Live live(CountLoss loss) {
      try (Heads heads = new Heads()) {
        BuildContext build = heads.context().build();
        return loss.build(build, build.width());
      }
    }

    private void logSpace(String name, CountLoss loss, CountActivation activation) {
      boolean plain = activation instanceof CountActivation.Identity;
      String input = plain ? "in.pred_log" : "in.logits";
      String kind = plain ? "pred" : "logits";
      UnaryOperator<Tensor> elements =
          scores -> {
            Tensor logs = activation.apply(scores, measured(), golden.hyper("L").asDouble());
            return live(loss)
                .elements(new CountPrediction(logs, logs), truth())
                .multiply(measured());
          };
      Tensor leaf = leaf(input);
      Tensor found = elements.apply(leaf);
      GoldenCase.check(
          found, doubles("out." + name + ".element").multiply(measured()), name, TOLERANCE);
      golden.check(found.sum(1), "out." + name + ".sample", TOLERANCE);
      Tensor batch = found.sum().divide(leaf.size(0));
      batch.backward();
      golden.check(batch.reshape(1), "out." + name + ".batch", TOLERANCE);
      golden.check(leaf.gradient().orElseThrow(), "out." + name + ".grad_" + kind, OF_SUMS);
      Tensor again = leaf(input);
      Tensor mean = elements.apply(again).sum().divide(measured().sum());
      mean.backward();
      golden.check(mean.reshape(1), "out." + name + ".per_gene_mean", TOLERANCE);
      golden.check(again.gradient().orElseThrow(), "out." + name + ".grad_mean_" + kind, OF_SUMS);
    }

    private void likelihoods(boolean inflated) {
      String name = inflated ? "zinb" : "nb";
      Tensor mean = leaf("in.mu");
      Tensor theta = leaf("in.theta");
      likelihood(name, mean.log(), theta.log(), inflated, List.of(mean, theta), "grad_mu");
      Tensor logits = leaf("in.logits");
      Tensor other = leaf("in.theta");
      Tensor logs = TANH.apply(logits, measured(), golden.hyper("L").asDouble());
      likelihood(
          name + "_logits", logs, other.log(), inflated, List.of(logits, other), "grad_logits");
    }

    private void likelihood(
        String name,
        Tensor logMeans,
        Tensor logDispersions,
        boolean inflated,
        List<Tensor> leaves,
        String gradient) {
      Tensor zeros = leaf("in.zi_logits");
      Tensor plain =
          new GeneDispersion(logDispersions).of(new CountPrediction(logMeans, logMeans), truth());
      Tensor found =
          (inflated ? CountLikelihood.zeroInflated(counts(), plain, zeros) : plain)
              .multiply(measured());
      String prefix = "out." + name + ".";
      GoldenCase.check(found, doubles(prefix + "loglik").multiply(measured()), name, TOLERANCE);
      Tensor batch = found.sum().negate().divide(found.size(0));
      batch.backward();
      golden.check(found.sum(1).negate(), prefix + "sample", TOLERANCE);
      golden.check(batch.reshape(1), prefix + "batch", TOLERANCE);
      golden.check(leaves.getFirst().gradient().orElseThrow(), prefix + gradient, OF_SUMS);
      Tensor ofTheta = leaves.getLast().gradient().orElseThrow();
      golden.check(ofTheta, prefix + "grad_theta", OF_SUMS);
      golden.check(ofTheta.multiply(leaves.getLast()), prefix + "grad_log_theta", OF_SUMS);
      if (inflated) {
        golden.check(zeros.gradient().orElseThrow(), prefix + "grad_zi", OF_SUMS);
      }
    }

    private void probes() {
      Tensor mean = leaf("in.nb_probe_m");
      Tensor plain =
          CountLikelihood.negativeBinomial(
              doubles("in.nb_probe_x"), mean, doubles("in.nb_probe_theta"));
      plain.sum().backward();
      golden.check(plain, "out.nbprobe.mp_nb", TOLERANCE);
      golden.check(mean.gradient().orElseThrow(), "out.nbprobe.mp_dlogp_dm", TOLERANCE);
      golden.check(
          CountLikelihood.zeroInflated(doubles("in.nb_probe_x"), plain, doubles("in.nb_probe_zi")),
          "out.nbprobe.mp_zinb",
          TOLERANCE);
    }
  }
}
