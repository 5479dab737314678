package org.polysome.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.polysome.experiment.Experiment;
import org.polysome.model.TokenModel;
import org.polysome.train.Plan;

/**
 * Milliseconds of a training step on the processor, and of its matrix products alone: the ratio of
 * the two is the share of the step that is unavoidable.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class TrainBenchmark {

  private static final int CELLS = 256;

  /** What is trained: the small recipe, or 6 layers of width 256 on 512 tokens. */
  public enum Size {
    /** The recipe {@code bmfm-wced-10pct-tiny}: 64 cells of 128 tokens. */
    TINY(2_000, "bmfm-wced-10pct-tiny"),

    /** Its large twin with 6 layers of width 256, on 4 cells of 512 tokens. */
    SMALL(
        5_000,
        "bmfm-wced-10pct",
        "data.validation=0.05",
        "model.layers=6",
        "model.width=256",
        "model.heads=4",
        "tokenizer.length=512",
        "train.batch-size=4",
        "train.accumulate=1",
        "train.precision=float32");

    private final int genes;
    private final String recipe;
    private final List<String> assignments;

    Size(int genes, String recipe, String... assignments) {
      this.genes = genes;
      this.recipe = recipe;
      this.assignments = List.of(assignments);
    }

    Plan plan() {
      return Experiment.load(recipe, assignments).plan();
    }
  }

  @Param private Size size;

  private SimulatedCorpus cells;
  private TrainingStep step;
  private StepProducts products;

  /** Builds corpus and model. */
  @Setup(Level.Trial)
  public void setUp() {
    Plan plan = size.plan();
    cells = SimulatedCorpus.of(CELLS, size.genes);
    step = new TrainingStep(plan, cells);
    products = new StepProducts((TokenModel) plan.model(), step.batch().getFirst());
  }

  /** Frees them. */
  @TearDown(Level.Trial)
  public void tearDown() {
    step.close();
    cells.close();
  }

  /** A step from tokens to updated parameters. */
  @Benchmark
  public double step() {
    return step.take();
  }

  /** The matrix products of the blocks of such a step. */
  @Benchmark
  public void products() {
    products.run();
  }
}
