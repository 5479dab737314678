package org.polysome.train;

import org.polysome.model.ModelSpec;
import org.polysome.tensor.Engine;

/**
 * How many threads a float32 matrix product gets. The products of a narrow model are so small that
 * waking threads costs more than they save (at width 64 two threads took 2.4 times the processor
 * time of one), so those run in one; those of a wide one use the engine's threads wherever they
 * stand alone, which is everywhere but around fused attention.
 */
public final class EngineThreads {

  private static final int NARROW = 256;

  private EngineThreads() {}

  /** Sets the threads for a model. */
  public static void fit(ModelSpec model, int genes) {
    Engine.threads(Engine.threads());
    if (model.sizes(genes).width() >= NARROW) {
      Engine.widenProducts();
    }
  }
}
