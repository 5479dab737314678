package org.polysome.corpus;

import java.util.Iterator;
import java.util.List;
import org.polysome.parallel.Prefetch;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.Tokenizer;

/**
 * Reads and tokenises the steps of a plan in threads of its own, ahead of the step in use, as
 * {@link Prefetch} does: in order, and the same for any number of threads. A step made again is the
 * same. To be used by one thread.
 */
public final class Loader implements Iterator<LoadedStep>, AutoCloseable {

  private final Prefetch<LoadedStep> steps;

  /**
   * What is loaded.
   *
   * @param store where the cells are
   * @param plan which cells make each step
   * @param targets what the objectives need
   * @param draws the random choices of each epoch
   */
  public record Source(
      CellStore store, BatchPlan plan, List<Target> targets, LoaderSettings.Draws draws) {

    /** Copies the targets. */
    public Source {
      targets = List.copyOf(targets);
    }
  }

  /** Starts loading. */
  public Loader(Source source, Tokenizer tokenizer, LoaderSettings settings) {
    Prefetch.Span span =
        new Prefetch.Span(
            "the loader",
            settings.firstStep(),
            settings.lastStep(),
            settings.threads(),
            settings.ahead());
    steps = new Prefetch<>(span, () -> new StepMaker(source, tokenizer, settings));
  }

  @Override
  public boolean hasNext() {
    return steps.hasNext();
  }

  @Override
  public LoadedStep next() {
    return steps.next();
  }

  @Override
  public void close() {
    steps.close();
  }
}
