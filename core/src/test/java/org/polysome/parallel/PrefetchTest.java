package org.polysome.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.parallel.Prefetch.Maker;
import org.polysome.parallel.Prefetch.Span;

class PrefetchTest {

  private static final String WHAT = "prefetched tests";

  private static Span span(long end, int threads, int ahead) {
    return new Span(WHAT, 3, end, threads, ahead);
  }

  /** A thread that has nothing left to do takes a moment to be gone. */
  @AfterEach
  void noThreadIsLeft() {
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(WHAT)));
  }

  @ParameterizedTest(name = "{0} threads, {1} ahead, seed 6")
  @CsvSource({"1, 1", "1, 7", "2, 1", "3, 2", "8, 16", "5, 200"})
  void theOrderIsThatOfTheNumbers(int threads, int ahead) {
    List<Long> items = new ArrayList<>();
    try (var prefetch = new Prefetch<Long>(span(90, threads, ahead), PrefetchTest::uneven)) {
      prefetch.forEachRemaining(items::add);
    }
    assertThat(items).isEqualTo(LongStream.range(3, 90).boxed().toList());
  }

  /** Squanders time by the number, so that threads overtake each other. */
  private static Maker<Long> uneven() {
    AtomicBoolean busy = new AtomicBoolean();
    return number -> {
      assertThat(busy.getAndSet(true)).as("a maker is used by one thread at a time").isFalse();
      LockSupport.parkNanos(new Random(6 + number).nextInt(400_000));
      busy.set(false);
      return number;
    };
  }

  @Test
  void aSlowConsumerIsNotOverrun() {
    AtomicLong made = new AtomicLong();
    Maker<Long> counting =
        number -> {
          made.incrementAndGet();
          return number;
        };
    try (var prefetch = new Prefetch<Long>(span(40, 3, 5), () -> counting)) {
      for (int taken = 0; prefetch.hasNext(); taken++) {
        long most = Math.min(37, taken + 5);
        await(() -> made.get() == most);
        LockSupport.parkNanos(500_000);
        assertThat(made.get()).isEqualTo(most);
        assertThat(prefetch.next()).isEqualTo(taken + 3L);
      }
    }
    assertThat(made.get()).isEqualTo(37);
  }

  @Test
  void aFaultIsThrownInItsTurnAndEndsAll() {
    DataException fault = new DataException("the disk is gone");
    AtomicLong last = new AtomicLong();
    Maker<Long> failing =
        number -> {
          last.accumulateAndGet(number, Math::max);
          if (number == 20) {
            throw fault;
          }
          return number;
        };
    try (var prefetch = new Prefetch<Long>(span(1000, 2, 6), () -> failing)) {
      for (long number = 3; number < 20; number++) {
        assertThat(prefetch.next()).isEqualTo(number);
      }
      assertThatThrownBy(prefetch::next).isSameAs(fault);
      noThreadIsLeft();
      assertThat(prefetch.hasNext()).isFalse();
      assertThatThrownBy(prefetch::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining(WHAT);
    }
    assertThat(last.get()).isLessThan(26);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Error error = new AssertionError("planted");
    Maker<Long> failing =
        number -> {
          throw error;
        };
    try (var prefetch = new Prefetch<Long>(span(9, 1, 1), () -> failing)) {
      assertThatThrownBy(prefetch::next).isSameAs(error);
    }
  }

  /** A maker goes on after a fault of another: it is given back. */
  @Test
  void theFaultyItemIsNotMadeAgain() {
    AtomicInteger attempts = new AtomicInteger();
    Maker<Long> failing =
        number -> {
          attempts.incrementAndGet();
          throw new IllegalStateException("" + number);
        };
    try (var prefetch = new Prefetch<Long>(span(6, 1, 3), () -> failing)) {
      await(() -> attempts.get() == 3);
      assertThatThrownBy(prefetch::next).hasMessage("3");
    }
    assertThat(attempts.get()).isEqualTo(3);
  }

  @Test
  void anInterruptedConsumerIsCancelledAndLeavesNoThread() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    try (var prefetch = new Prefetch<Long>(span(9, 2, 2), () -> number -> stuck(never, told))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(prefetch::next)
          .isInstanceOf(CancelledException.class)
          .hasMessage("interrupted while waiting for " + WHAT);
      assertThat(Thread.interrupted()).as("the interruption is kept for the caller").isTrue();
      noThreadIsLeft();
      assertThat(prefetch.hasNext()).isFalse();
    }
  }

  @Test
  void closingStopsWhatIsBeingMade() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    var prefetch = new Prefetch<Long>(span(9, 1, 2), () -> number -> stuck(never, told));
    await(told::get);
    told.set(false);
    assertTimeoutPreemptively(Duration.ofSeconds(20), prefetch::close);
    assertThat(told.get()).as("the maker heard it").isTrue();
    noThreadIsLeft();
    assertThat(prefetch.hasNext()).isFalse();
    prefetch.close();
  }

  /** Says that it began, waits for ever, and says so if it is woken. */
  private static long stuck(CountDownLatch never, AtomicBoolean told) {
    told.set(true);
    try {
      never.await();
    } catch (InterruptedException e) {
      told.set(true);
      throw new CancelledException("told to stop");
    }
    return 0;
  }

  @Test
  void nothingIsMadeOfAnEmptySpan() {
    Maker<Long> never =
        number -> {
          throw new AssertionError("asked for " + number);
        };
    try (var prefetch = new Prefetch<Long>(span(3, 2, 4), () -> never)) {
      assertThat(prefetch.hasNext()).isFalse();
      assertThatThrownBy(prefetch::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> span(2, 1, 1)).hasMessageContaining("3 to 2");
    assertThatThrownBy(() -> span(5, 0, 1)).hasMessageContaining("0 threads");
    assertThatThrownBy(() -> span(5, 1, 0)).hasMessageContaining("0 ahead");
    assertThatThrownBy(() -> new Span(WHAT, -1, 4, 1, 1)).hasMessageContaining("-1 to 4");
  }

  private static void await(BooleanSupplier condition) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
          }
        });
  }
}
