package org.polysome.progress;

import java.util.function.LongConsumer;
import org.polysome.fault.Cancellation;

/**
 * Looks on at every advance of every task.
 *
 * @param cancellation the wish to stop, which no advance throws
 * @param advanced hears by how much
 */
public record Watching(Cancellation cancellation, LongConsumer advanced) implements Progress {

  /** Someone who never wishes to stop. */
  public static Watching of(LongConsumer advanced) {
    return new Watching(new Cancellation(), advanced);
  }

  @Override
  public void say(String line) {}

  @Override
  public Task start(String title, String unit, long total) {
    return new Task() {
      @Override
      public void add(long count) {
        advanced.accept(count);
      }

      @Override
      public void advance(long count) {
        advanced.accept(count);
      }

      @Override
      public void note(String text) {}

      @Override
      public void close() {}
    };
  }
}
