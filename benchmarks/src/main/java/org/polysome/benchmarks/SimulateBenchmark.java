package org.polysome.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.polysome.matrix.CsrMatrix;
import org.polysome.simulate.Simulation;

/** Simulated cells a second of one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulateBenchmark {

  private static final int CELLS = 1 << 20;
  private static final int BLOCK = 64;

  @Param({"2000", "20000"})
  private int genes;

  private Simulation simulation;
  private int block;

  /** Draws the truth. */
  @Setup
  public void setUp() {
    simulation = SimulatedCorpus.simulation(CELLS, genes);
  }

  /** Cells drawn into a matrix. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public CsrMatrix draw() {
    int from = block++ % (CELLS / BLOCK) * BLOCK;
    return simulation.rows(from, from + BLOCK);
  }
}
