package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  /** One of each end, and seven killed: 7 of 11 is 63.6 %. */
  private static List<Mutant> mutants() {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      mutants.add(mutant("killed" + i, Fate.KILLED));
    }
    for (Fate fate : List.of(Fate.SURVIVED, Fate.UNCOVERED, Fate.TIMED_OUT, Fate.CRASHED)) {
      mutants.add(mutant(fate.name(), fate));
    }
    return mutants;
  }

  private static Mutant mutant(String method, Fate fate) {
    return new Mutant("org.polysome.a.A", method, 3, "negated", "if (a) {", fate);
  }

  @Test
  void everyEndButDeathIsSurvival() {
    Tally tally = Tally.of(mutants(), new Explanations(Map.of()));
    assertThat(tally).isEqualTo(new Tally(7, 1, 1, 1, 1, 0));
    assertThat(tally.score()).isEqualTo(700.0 / 11, within(1e-12));
  }

  @Test
  void anExplainedSurvivorIsASurvivor() {
    Mutant explained = mutant("TIMED_OUT", Fate.TIMED_OUT);
    Mutant killed = mutant("killed0", Fate.KILLED);
    Explanations explanations =
        new Explanations(Map.of(explained.identity(), "why", killed.identity(), "wrong"));
    Tally tally = Tally.of(mutants(), explanations);
    assertThat(tally.explained()).isEqualTo(1);
    assertThat(tally.score()).isEqualTo(700.0 / 11, within(1e-12));
    assertThat(tally.explainedShare()).isEqualTo(100.0 / 11, within(1e-12));
    assertThat(explanations.outdated(mutants())).containsExactly(killed.identity());
  }

  @Test
  void noMutantsAreNoScore() {
    assertThat(Tally.of(List.of(), new Explanations(Map.of())).score()).isZero();
  }

  @Test
  void aRowHasWhatTheHeadSays() {
    assertThat(Tally.of(mutants(), new Explanations(Map.of())).row("a"))
        .isEqualTo("| a | 11 | 7 | 1 | 1 | 1 | 1 | 0 | 63.6 %% |%n".formatted());
    assertThat(Tally.head().lines().findFirst().orElseThrow().chars().filter(c -> c == '|'))
        .hasSize(10);
  }
}
