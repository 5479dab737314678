package org.polysome.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.TokenBatches;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.loop.LossLedger;
import org.polysome.train.loop.Optimizers;
import org.polysome.train.loop.StepRunner;
import org.polysome.train.spec.Horizon;

/** Prints how many matrix threads a process has in its phases; started by a test as a child. */
final class ThreadsOfProcess {

  private static final int GENES = TokenBatches.GENES;

  private static final String PLAN =
      """
      model:
        {type: token-model, width: %s, layers: 1, heads: 2, backbone: {type: transformer, attention-dropout: %s}}
      objectives: [wced]
      train: {max-steps: 1}
      """;

  private final List<String> phases = new ArrayList<>();

  private ThreadsOfProcess() {}

  /** Prints a line of {@code PHASE=N}: the engine's threads, then those of a product. */
  public static void main(String[] arguments) {
    new ThreadsOfProcess().print();
  }

  private void print() {
    Engine.load();
    phases.add("engine=" + Engine.threads());
    note("loaded");
    // As wide as products get the engine's threads, and no larger.
    EngineThreads.fit(plan(256, "0").model(), GENES);
    note("wide");
    attend();
    // Of the engine's own attention and of that by hand, which dropout makes.
    step("0");
    note("step");
    step("0.1");
    note("dropout");
    EngineThreads.fit(plan(64, "0").model(), GENES);
    note("narrow");
    System.out.println(String.join(" ", phases));
  }

  private static Plan plan(int width, String dropout) {
    return Config.bind(YamlReader.read(PLAN.formatted(width, dropout), "threads"), Plan.class);
  }

  private void note(String phase) {
    phases.add("%s=%d".formatted(phase, Engine.blasThreads()));
  }

  /** Fused attention and its backward pass, alone. */
  private void attend() {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      Tensor heads = Tensors.full(1, ElementType.FLOAT32, Device.CPU, 1, 1, 2, 4);
      Tensor query = parameters.parameter("query", new Initialisation.Constant(1), 1, 1, 2, 4);
      Tensor mixed = Functions.attention(query, heads, heads, Optional.empty(), 0);
      note("attention");
      mixed.sum().backward();
      note("backward");
    }
  }

  /** One step of a wide model over two batches, from products that stand alone. */
  private static void step(String dropout) {
    Plan plan = plan(256, dropout);
    EngineThreads.fit(plan.model(), GENES);
    List<TokenBatch> batches =
        List.of(
            TokenBatches.batch(TokenBatches.cells(1, 24, 20)),
            TokenBatches.batch(TokenBatches.cells(2, 24, 20)));
    try (Parameters parameters = new Parameters(Device.CPU, 1);
        LossLedger ledger = new LossLedger(List.of())) {
      var learner = Learners.build(plan, MeasuredGenes.everything(1, GENES), Map.of(), parameters);
      try (Adam adam = Optimizers.build(plan.training(), 1, parameters)) {
        new StepRunner(learner, adam, plan.training(), 1)
            .run(0, new Horizon(1, 1), batches, ledger);
      }
    }
  }
}
