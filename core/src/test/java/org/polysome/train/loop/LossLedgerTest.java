package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.train.store.StepLosses;

class LossLedgerTest {

  private static Tensor sums(double... numbers) {
    try (Scope scope = new Scope()) {
      return scope.keep(Tensors.of(numbers, numbers.length));
    }
  }

  private static List<Long> steps(LossLedger ledger) {
    return ledger.read().stream().map(StepLosses::step).toList();
  }

  @Test
  void keepsLossesInTheOrderOfTheStepsUntilTheyAreForgotten() {
    StepLosses before = new StepLosses(4, new double[] {1}, new long[] {2});
    try (LossLedger ledger = new LossLedger(List.of(before))) {
      ledger.add(5, sums(3, 4), new long[] {6, 0});
      ledger.add(6, sums(7, 8), new long[] {9, 1});
      List<StepLosses> read = ledger.read();
      assertThat(read).hasSize(3);
      assertThat(read.getFirst()).isSameAs(before);
      assertThat(read.get(1).step()).isEqualTo(5);
      assertThat(read.get(1).sums()).containsExactly(3, 4);
      assertThat(read.get(1).counts()).containsExactly(6, 0);
      assertThat(steps(ledger)).as("reading again").containsExactly(4L, 5L, 6L);
      ledger.add(7, sums(1, 1), new long[] {1, 1});
      assertThat(steps(ledger)).containsExactly(4L, 5L, 6L, 7L);
      ledger.clear();
      assertThat(ledger.read()).isEmpty();
      ledger.add(8, sums(2, 2), new long[] {1, 1});
      assertThat(steps(ledger)).containsExactly(8L);
    }
  }

  @Test
  void freesWhatNobodyRead() {
    LossLedger ledger = new LossLedger(List.of());
    ledger.add(1, sums(1), new long[] {1});
    ledger.close();
    assertThat(ledger.read()).isEmpty();
  }
}
