package org.polysome.parallel;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.polysome.fault.CancelledException;

/**
 * What threads of its own make ahead of its use. Items come in the order of their numbers, whatever
 * thread made them, and no more than so many are made that nobody has taken. A fault of a maker is
 * thrown by {@link #next} when the turn of its item comes, and ends all. To be used by one thread.
 *
 * @param <T> what is made
 */
public final class Prefetch<T> implements Iterator<T>, AutoCloseable {

  private final Span span;
  private final Queue<Maker<T>> idle = new ConcurrentLinkedQueue<>();
  private final Queue<Future<T>> underway = new ArrayDeque<>();
  private final ExecutorService threads;
  private long submitted;

  /**
   * Makes items, one at a time. What it makes is a function of the number alone.
   *
   * @param <T> what is made
   */
  @FunctionalInterface
  public interface Maker<T> {
    /** The item of a number. */
    T make(long number);
  }

  /**
   * Which items are made.
   *
   * @param what is waited for, in words; its threads are named so
   * @param first the number of the first item
   * @param end the number after that of the last
   * @param threads how many threads make items
   * @param ahead how many items at most are made, or being made, ahead of the one in use
   */
  public record Span(String what, long first, long end, int threads, int ahead) {

    /** Checks the ranges. */
    public Span {
      if (first < 0 || end < first || threads < 1 || ahead < 1) {
        throw new IllegalArgumentException(
            "%s %d to %d by %d threads, %d ahead".formatted(what, first, end, threads, ahead));
      }
    }
  }

  /**
   * Starts making.
   *
   * @param makers gives one for each thread, which need not be safe for several
   */
  public Prefetch(Span span, Supplier<? extends Maker<T>> makers) {
    this.span = span;
    this.submitted = span.first();
    for (int i = 0; i < span.threads(); i++) {
      idle.add(makers.get());
    }
    threads =
        Executors.newFixedThreadPool(
            span.threads(), Thread.ofPlatform().name(span.what() + "-", 1).daemon(true).factory());
    for (int i = 0; i < span.ahead(); i++) {
      submit();
    }
  }

  @Override
  public boolean hasNext() {
    return !underway.isEmpty();
  }

  /**
   * The next item, waiting for it if it is not made yet.
   *
   * @throws NoSuchElementException after the last
   * @throws CancelledException if the waiting thread was interrupted
   */
  @Override
  public T next() {
    Future<T> first = underway.poll();
    if (first == null) {
      throw new NoSuchElementException("nothing comes after the last of " + span.what());
    }
    try {
      T item = first.get();
      submit();
      return item;
    } catch (ExecutionException e) {
      close();
      throw asThrown(e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted while waiting for " + span.what());
    }
  }

  /**
   * Stops the threads and waits until none of them makes anything any more. What they were making
   * is lost.
   */
  @Override
  public void close() {
    underway.clear();
    threads.shutdownNow();
    threads.close();
  }

  private void submit() {
    if (submitted < span.end()) {
      long number = submitted++;
      underway.add(threads.submit(() -> make(number)));
    }
  }

  private T make(long number) {
    Maker<T> maker = idle.remove();
    try {
      return maker.make(number);
    } finally {
      idle.add(maker);
    }
  }

  private RuntimeException asThrown(ExecutionException fault) {
    return switch (fault.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a thread failed: " + span.what(), fault);
    };
  }
}
