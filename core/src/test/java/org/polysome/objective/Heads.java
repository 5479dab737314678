package org.polysome.objective;

import java.util.Map;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;

/** Objectives with heads of their own, built for tests of their losses alone. */
final class Heads implements AutoCloseable {

  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private int built;

  /** A context of names not used before. */
  ObjectiveContext context(int width, MeasuredGenes measured, Map<String, LabelDictionary> labels) {
    BuildContext build =
        new BuildContext(
            new Dimensions(measured.vocabulary(), width, 1, 1),
            parameters.in("h" + built++),
            new Weights.Normal(0.02));
    return new ObjectiveContext(build, measured, labels, width, 0);
  }

  /** A context for heads that see neither genes nor labels. */
  ObjectiveContext context() {
    return context(4, MeasuredGenes.everything(1, 10), Map.of());
  }

  Parameters parameters() {
    return parameters;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
