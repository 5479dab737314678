package org.polysome.corpus;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.polysome.fault.CancelledException;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.Tokenizer;

/**
 * Reads and tokenises the steps of a plan in threads of its own, ahead of the step in use. Steps
 * come in order, whatever thread made them. A fault of a thread is thrown by {@link #next}. To be
 * used by one thread.
 */
public final class Loader implements Iterator<LoadedStep>, AutoCloseable {

  private final ExecutorService threads;
  private final Queue<StepMaker> idle = new ConcurrentLinkedQueue<>();
  private final Queue<Future<LoadedStep>> underway = new ArrayDeque<>();
  private final LoaderSettings settings;
  private long submitted;

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
    this.settings = settings;
    this.submitted = settings.firstStep();
    for (int i = 0; i < settings.threads(); i++) {
      idle.add(new StepMaker(source, tokenizer, settings));
    }
    threads = Executors.newFixedThreadPool(settings.threads(), daemons());
    for (int i = 0; i < settings.ahead(); i++) {
      submit();
    }
  }

  @Override
  public boolean hasNext() {
    return !underway.isEmpty();
  }

  /**
   * The next step, waiting for it if it is not ready.
   *
   * @throws NoSuchElementException after the last step
   * @throws CancelledException if the waiting thread was interrupted
   */
  @Override
  public LoadedStep next() {
    Future<LoadedStep> first = underway.poll();
    if (first == null) {
      throw new NoSuchElementException("there is no step after " + (settings.lastStep() - 1));
    }
    try {
      LoadedStep step = first.get();
      submit();
      return step;
    } catch (ExecutionException e) {
      close();
      throw asThrown(e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted while waiting for the next batch");
    }
  }

  /**
   * Stops the threads and waits until none of them reads any more. What they were making is lost; a
   * step made again is the same.
   */
  @Override
  public void close() {
    underway.clear();
    threads.shutdownNow();
    threads.close();
  }

  private void submit() {
    if (submitted < settings.lastStep() && !threads.isShutdown()) {
      long step = submitted++;
      underway.add(threads.submit(() -> make(step)));
    }
  }

  private LoadedStep make(long step) {
    StepMaker maker = idle.remove();
    try {
      return maker.make(step);
    } finally {
      idle.add(maker);
    }
  }

  private static RuntimeException asThrown(ExecutionException fault) {
    return switch (fault.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a loader thread failed", fault);
    };
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().name("loader-", 1).daemon(true).factory();
  }
}
