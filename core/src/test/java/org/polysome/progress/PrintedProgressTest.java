package org.polysome.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;

@Tag("locale")
class PrintedProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong millis = new AtomicLong();
  private final Cancellation cancellation = new Cancellation();

  @Test
  void elsewhereALineComesEveryFewSeconds() {
    try (Task task = progress(false).start("corpus", "cells", 3000)) {
      for (int i = 0; i < 12; i++) {
        millis.addAndGet(1000);
        task.add(100);
      }
      task.note("loss 0.5");
    }
    assertThat(text().lines())
        .containsExactly(
            "corpus: 16% 500/3,000 cells 100/s 0:25 left",
            "corpus: 33% 1,000/3,000 cells 100/s 0:20 left",
            "corpus: 40% 1,200/3,000 cells 100/s 0:18 left, loss 0.5");
  }

  @Test
  void quickWorkWritesNoLine() {
    try (Task task = progress(false).start("corpus", "cells", 3000)) {
      task.add(3000);
    }
    assertThat(text()).isEmpty();
  }

  @Test
  void onATerminalTheBarIsRedrawnInPlace() {
    try (Task task = progress(true).start("train", "steps", 4)) {
      millis.addAndGet(1000);
      task.add(1);
      millis.addAndGet(1000);
      task.add(3);
    }
    assertThat(text().split("\r"))
        .extracting(String::strip)
        .containsExactly(
            "",
            "train [#####---------------] 25% 1/4 steps 1.0/s 0:03 left",
            "train [####################] 100% 4/4 steps 2.0/s",
            "train [####################] 100% 4/4 steps 2.0/s");
    assertThat(text()).endsWith("\n").containsOnlyOnce("\n");
  }

  @Test
  void anUnknownTotalHasNoBarAndNoTimeLeft() {
    try (Task task = progress(true).start("read", "lines", 0)) {
      millis.addAndGet(200);
      task.add(50);
    }
    assertThat(text()).contains("read: 50 lines 250/s").doesNotContain("left", "%");
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(new Gauge("t", "cells", 9000).line(4500, 3000, ""))
          .isEqualTo("t: 50% 4,500/9,000 cells 1.5/s 50:00 left");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void advanceStopsWhenAskedAndAddDoesNot() {
    cancellation.request();
    try (Task task = progress(false).start("corpus", "cells", 10)) {
      task.add(1);
      assertThatThrownBy(() -> task.advance(1)).isInstanceOf(CancelledException.class);
    }
    try (Task task = Progress.silent(cancellation).start("corpus", "cells", 10)) {
      task.add(1);
      assertThatThrownBy(() -> task.advance(1)).isInstanceOf(CancelledException.class);
    }
  }

  private PrintedProgress progress(boolean terminal) {
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    InstantSource clock = () -> java.time.Instant.ofEpochMilli(millis.get());
    return new PrintedProgress(stream, terminal, cancellation, clock);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
