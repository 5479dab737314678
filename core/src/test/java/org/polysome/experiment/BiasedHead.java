package org.polysome.experiment;

import java.util.List;
import org.polysome.objective.ClassLoss;
import org.polysome.objective.Link;
import org.polysome.objective.ValueBins;
import org.polysome.objective.ValueLoss;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.Learners;
import org.polysome.train.Run;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.TrainState;

/**
 * A head of hidden values whose scores are its bias, whatever the state is.
 *
 * @param bias the scores
 * @param expected what they say
 */
record BiasedHead(float[] bias, double expected) {

  /** Where it is written. */
  static final String CHECKPOINT = "step-999";

  private static final long STEP = 999;
  private static final String LAST = "objective.masked-values.decoder.out.";

  /** Heads that show what a loss makes of its scores. */
  static List<BiasedHead> of(ValueLoss loss) {
    return switch (loss) {
      case ValueLoss.Mse(boolean zeros, Link link, double shrinkage) when link == Link.IDENTITY ->
          List.of(new BiasedHead(new float[] {-1.25f}, -1.25));
      // The second score is the logit of zero.
      case ValueLoss.ZeroInflated zero when !zero.asPublished() ->
          List.of(
              new BiasedHead(new float[] {1.25f, -0.5f}, 1.25),
              new BiasedHead(new float[] {1.25f, 0.5f}, 0));
      case ClassLoss.CrossEntropy(ValueBins.WholeParts(int cap, double base), double smoothing) ->
          List.of(wholeParts(cap, base));
      default -> throw new AssertionError("write down by hand what is predicted by " + loss);
    };
  }

  /** The mean over the classes of the middle of each, in natural logarithms. */
  private static BiasedHead wholeParts(int cap, double base) {
    float[] bias = new float[cap + 1];
    double sum = 0;
    double worth = 0;
    for (int bin = 0; bin <= cap; bin++) {
      bias[bin] = (float) Math.sin(bin);
      double weight = Math.exp(Math.sin(bin));
      sum += weight;
      worth += weight * (bin + 0.5) * Math.log(base);
    }
    return new BiasedHead(bias, worth / sum);
  }

  /** Writes a checkpoint of a run with this head. */
  void write(Run run) {
    MeasuredGenes all = MeasuredGenes.everything(1, run.vocabulary().size());
    try (Parameters parameters = new Parameters(Device.CPU, 1);
        Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Learners.build(run.plan(), all, run.labels(), parameters);
      CheckpointFiles.readPart(run.checkpoints().named("last"), parameters);
      parameters.get(LAST + "weight").fillInPlace(0);
      parameters.get(LAST + "bias").copyInPlace(Tensors.of(bias, bias.length));
      run.checkpoints()
          .write(STEP, folder -> CheckpointFiles.write(folder, parameters, TrainState.start()));
    }
  }
}
