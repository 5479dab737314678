package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void isThatOfTheCellsSinceItWasLastAsked() throws InterruptedException {
    Pace pace = new Pace();
    long begin = System.nanoTime();
    pace.add(40);
    pace.add(60);
    Thread.sleep(20);
    double found = pace.lap();
    double slowest = 100 * 1e9 / (System.nanoTime() - begin);
    assertThat(found).isBetween(slowest * 0.999, 100 / 0.019);
    Thread.sleep(1);
    assertThat(pace.lap()).isZero();
    pace.add(1);
    Thread.sleep(10);
    assertThat(pace.lap()).isBetween(Double.MIN_VALUE, 1 / 0.009);
  }
}
