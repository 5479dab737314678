package org.polysome.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.polysome.corpus.LoadedStep;
import org.polysome.corpus.Loader;
import org.polysome.corpus.LoaderSettings;
import org.polysome.corpus.ShuffledPlan;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/**
 * Cells a second of one thread, from a warm corpus of 20,000 genes whose cells have more seen genes
 * than fit into 1,024 tokens: read alone, read and tokenised, and both in a loader's thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoaderBenchmark {

  private static final int CELLS = 4096;
  private static final int GENES = 20_000;
  private static final int BATCH = 64;
  private static final TokenizerSpec SPEC =
      new TokenizerSpec(
          new GeneSelection.NonZero(),
          1024,
          Sampling.UNIFORM,
          true,
          new Normalisation.LibrarySize(1e4, true));

  private SimulatedCorpus cells;
  private Tokenizer tokenizer;
  private ShuffledPlan plan;
  private BatchBuilder builder;
  private final CellBuffer buffer = new CellBuffer();
  private Loader loader;
  private long step;

  /** Builds the corpus. */
  @Setup(Level.Trial)
  public void setUp() {
    cells = SimulatedCorpus.of(CELLS, GENES);
    tokenizer = new Tokenizer(SPEC, cells.corpus().measured(), Optional.empty());
    plan =
        new ShuffledPlan(
            cells.rows(),
            row -> tokenizer.tokens(0, cells.corpus().genesSeen(row)),
            ShuffledPlan.Cut.of(BATCH),
            0);
    builder = tokenizer.builder(List.of());
    loader =
        new Loader(
            new Loader.Source(cells.corpus(), plan, List.of(), epoch -> Draw.training(0, epoch)),
            tokenizer,
            LoaderSettings.steps(0, LoaderSettings.ENDLESS, 1));
  }

  /** Deletes the corpus. */
  @TearDown(Level.Trial)
  public void tearDown() {
    loader.close();
    cells.close();
  }

  /** Cells read from the memory-mapped arrays in shuffled order. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long read() {
    long genes = 0;
    for (int row : plan.rows(step++)) {
      cells.corpus().read(row, buffer);
      genes += buffer.size();
    }
    return genes;
  }

  /** Cells read and made tokens by this thread. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public TokenBatch tokenise() {
    builder.begin(Draw.training(0, step / plan.stepsPerEpoch()));
    for (int row : plan.rows(step++)) {
      cells.corpus().read(row, buffer);
      builder.add(buffer);
    }
    return builder.build(Map.of());
  }

  /** Cells that one thread of a loader hands over. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public LoadedStep load() {
    return loader.next();
  }
}
