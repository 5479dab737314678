package org.polysome.progress;

import java.util.List;
import org.polysome.fault.Cancellation;

/**
 * Remembers what is said.
 *
 * @param said where the lines go
 */
public record Listening(List<String> said) implements Progress {

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public Task start(String title, String unit, long total) {
    return Progress.silent().start(title, unit, total);
  }

  @Override
  public Cancellation cancellation() {
    return new Cancellation();
  }
}
