package org.polysome.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.graph.umap.Umap;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;

/** Seconds for the graph and the picture of 10,000 cells in 64 dimensions, on all processors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class GraphBenchmark {

  private static final int CELLS = 10_000;
  private static final int DIMENSIONS = 64;
  private static final int TYPES = 20;

  private DenseMatrix points;
  private Neighbors neighbors;
  private Umap umap;

  /** Draws points around twenty centres. */
  @Setup
  public void setUp() {
    RandomGenerator random = Seeds.generator(0, 0);
    double[] centres = random.doubles((long) TYPES * DIMENSIONS, -3, 3).toArray();
    points = DenseMatrix.zeros(CELLS, DIMENSIONS);
    for (int i = 0; i < points.values().length; i++) {
      int type = i / DIMENSIONS % TYPES;
      points.values()[i] = centres[type * DIMENSIONS + i % DIMENSIONS] + random.nextGaussian();
    }
    umap = Umap.forPoints(CELLS, 0);
    neighbors = neighbours();
  }

  /** The exact nearest neighbours of every cell. */
  @Benchmark
  public Neighbors neighbours() {
    return new NearestNeighbors().among(points, umap.neighbors());
  }

  /** The fuzzy graph of known neighbours. */
  @Benchmark
  public FuzzyGraph graph() {
    return FuzzyGraph.of(neighbors);
  }

  /** The whole picture: principal components, neighbours, graph and layout. */
  @Benchmark
  public DenseMatrix umap() {
    return umap.layout(points);
  }
}
