package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.config.YamlReader;
import org.polysome.suite.grid.GridCell;

class SweepTest {

  private static List<Sweep.Combination> combinations(String yaml) {
    return Sweep.read(YamlReader.read(yaml, "sweep")).combinations();
  }

  @Test
  void theLastAxisIsToldByColoursAndTheOthersByShapes() {
    assertThat(combinations("{model.layers: [3, 6], model.width: [8, 16, 32]}"))
        .extracting(Sweep.Combination::cell)
        .containsExactly(
            new GridCell("layers-3_width-8", 0),
            new GridCell("layers-3_width-16", 1),
            new GridCell("layers-3_width-32", 2),
            new GridCell("layers-6_width-8", 8),
            new GridCell("layers-6_width-16", 9),
            new GridCell("layers-6_width-32", 10));
  }

  @Test
  void runsThatDifferInTheirSeedAreOfOneCell() {
    List<Sweep.Combination> all = combinations("{model.layers: [3, 6], seed: [1, 2]}");
    assertThat(all)
        .extracting(Sweep.Combination::name)
        .containsExactly(
            "layers-3_seed-1", "layers-3_seed-2", "layers-6_seed-1", "layers-6_seed-2");
    assertThat(all)
        .extracting(Sweep.Combination::cell)
        .containsExactly(
            new GridCell("layers-3", 0),
            new GridCell("layers-3", 0),
            new GridCell("layers-6", 1),
            new GridCell("layers-6", 1));
  }

  /** As the base of an ablation is, which changes nothing else. */
  @Test
  void oneChoiceThatSetsTheSeedIsNoRepeat() {
    assertThat(
            combinations(
                "change: [{name: base, set: {seed: 42}}, {name: wide, set: {model.width: 9}}]"))
        .extracting(one -> one.cell().name())
        .containsExactly("base", "wide");
  }
}
