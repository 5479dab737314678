package org.polysome.train.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.train.spec.EarlyStoppingSpec;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class ValidationHistoryTest {

  private static final EarlyStoppingSpec STOPPING = new EarlyStoppingSpec(2, 0.1);

  private static ValidationHistory history(double... losses) {
    ValidationHistory history = ValidationHistory.START;
    for (int i = 0; i < losses.length; i++) {
      history = history.after(10L * (i + 1), losses[i], STOPPING.minDelta());
    }
    return history;
  }

  @Test
  void keepsTheBestLossAndItsStep() {
    ValidationHistory history = history(3, 1, 2);
    assertThat(history.bestLoss()).isEqualTo(1);
    assertThat(history.bestStep()).isEqualTo(20);
    assertThat(history.lastWasBest(30)).isFalse();
    assertThat(history(3, 1).lastWasBest(20)).isTrue();
  }

  @Test
  void stopsWhenPatienceRunsOut() {
    assertThat(history(3, 1, 2).exhausted(STOPPING)).isFalse();
    assertThat(history(3, 1, 2, 2).exhausted(STOPPING)).isTrue();
    assertThat(history(3, 1, 2, 0.5).exhausted(STOPPING)).isFalse();
  }

  @Test
  void creepingByLessThanTheMarginDoesNotRenewPatience() {
    ValidationHistory history = history(1, 0.95, 0.91);
    assertThat(history.exhausted(STOPPING)).isTrue();
    assertThat(history.bestStep()).as("still the best to keep").isEqualTo(30);
  }

  @Test
  void creepingThatAddsUpToTheMarginRenewsPatience() {
    assertThat(history(1, 0.95, 0.89).exhausted(STOPPING)).isFalse();
  }

  @Test
  void roundTripsThroughJsonFromTheStart() {
    JsonMapper json = JsonMapper.shared();
    for (ValidationHistory history : new ValidationHistory[] {history(), history(0.1 + 0.2)}) {
      String text = json.writeValueAsString(history);
      assertThat(json.readValue(text, ValidationHistory.class)).isEqualTo(history);
    }
  }
}
