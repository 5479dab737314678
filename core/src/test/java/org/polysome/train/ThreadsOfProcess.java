package org.polysome.train;

import java.util.List;
import java.util.Optional;
import org.polysome.experiment.Experiment;
import org.polysome.model.ModelSpec;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Prints how many matrix threads a process has in its phases; started by a test as a child. */
final class ThreadsOfProcess {

  private static final int GENES = 100;

  private ThreadsOfProcess() {}

  /** Prints {@code engine=N loaded=N wide=N attention=N narrow=N}. */
  public static void main(String[] arguments) {
    Engine.load();
    int loaded = Engine.blasThreads();
    ModelSpec model = Experiment.load("longtail-transformer", List.of()).plan().model();
    EngineThreads.fit(model, GENES);
    int wide = Engine.blasThreads();
    try (Scope scope = new Scope()) {
      Tensor heads = Tensors.full(1, ElementType.FLOAT32, Device.CPU, 1, 1, 2, 4);
      Functions.attention(heads, heads, heads, Optional.empty(), 0);
    }
    int attention = Engine.blasThreads();
    ModelSpec small = Experiment.load("longtail-transformer-tiny", List.of()).plan().model();
    EngineThreads.fit(small, GENES);
    System.out.printf(
        "engine=%d loaded=%d wide=%d attention=%d narrow=%d%n",
        Engine.threads(), loaded, wide, attention, Engine.blasThreads());
  }
}
