package org.polysome.suite.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.Suites;

class GridSuiteTest {

  private static Judging judging(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test.yaml"), Judging.class);
  }

  @Test
  void everySuiteWithoutOptionsCanBeNamed() {
    for (SuiteKind kind : Suites.ALL) {
      if (kind.plain().isPresent()) {
        Judging judging =
            judging(
                "{label: type, batch: donor, suites: [{type: plain, suite: %s}]}"
                    .formatted(kind.name()));
        GridSuite suite = judging.possible().getFirst();
        assertThat(suite.name()).isEqualTo(kind.name());
        assertThat(suite.suite(judging).kind()).isEqualTo(kind);
        assertThat(suite.judgesCells()).isEqualTo(suite.suite(judging).judgesCells());
      }
    }
  }

  @Test
  void itGetsTheColumnsThatItHasAUseFor() {
    Judging judging =
        judging(
            "{label: type, batch: donor, suites: [{type: plain, suite: clustering}, {type: plain,"
                + " suite: reconstruction}]}");
    assertThat(judging.suites().getFirst().settings(judging).label()).contains("type");
    assertThat(judging.suites().getFirst().settings(judging).batch()).contains("donor");
    assertThat(judging.suites().getLast().settings(judging).label()).isEmpty();
    assertThat(judging.suites().getLast().settings(judging).batch()).isEmpty();
  }

  @Test
  void whatItLacksIsNamed() {
    Judging judging = judging("{suites: [{type: plain, suite: clustering}]}");
    assertThat(judging.possible()).isEmpty();
    assertThat(judging.leftOut()).containsExactly("clustering is left out: give it judge.label");
  }

  @Test
  void aSuiteWithOptionsHasAComponentOfItsOwn() {
    assertThatThrownBy(() -> judging("{suites: [{type: plain, suite: integration}]}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'integration' is no suite without options; there are: clustering,");
  }
}
