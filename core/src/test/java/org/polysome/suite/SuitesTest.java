package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.metric.Flavor;

class SuitesTest {

  @Test
  void suitesAreToldApart() {
    assertThat(Suites.ALL).extracting(SuiteKind::name).doesNotHaveDuplicates();
    assertThat(Suites.named("integration").orElseThrow().metrics()).isNotEmpty();
    assertThat(Suites.named("nothing")).isEmpty();
  }

  /** A file of results names a metric, not its suite. */
  @Test
  void aMetricIsCalledAndReadAlikeInEverySuite() {
    for (SuiteKind kind : Suites.ALL) {
      for (Metric metric : kind.metrics()) {
        if (!metric.isFamily()) {
          assertThat(Suites.metric(metric.name()).by(metric.flavor()))
              .as("%s of %s", metric.name(), kind.name())
              .isEqualTo(metric);
        }
      }
      assertThat(kind.metrics()).as(kind.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aGroupIsCalledAlikeInEverySuite() {
    for (SuiteKind kind : Suites.ALL) {
      kind.groups().forEach(group -> assertThat(Suites.group(group.text())).contains(group));
    }
    assertThat(Suites.apart("by-batch")).isPresent();
    assertThat(Suites.apart("perturbation-tvn")).isPresent();
    assertThat(Suites.apart("bio")).isEmpty();
  }

  @Test
  void aFamilyHasAMemberOfEachName() {
    Metric recalls = Suites.metric("relationship_recall_corum");
    assertThat(recalls.name()).isEqualTo("relationship_recall_corum");
    assertThat(recalls.title()).isEqualTo("Recall, corum");
    assertThat(Suites.metric("relationship_recall").title()).isEqualTo("Relationship recall");
  }

  @Test
  void aForeignMetricIsCalledByItsName() {
    Metric foreign = Suites.metric("Some-other_score");
    assertThat(foreign.title()).isEqualTo("Some-other score");
    assertThat(foreign.direction()).isEqualTo(Metric.Direction.HIGHER);
  }

  @Test
  void namesOfMetricsAreChecked() {
    for (List<String> wrong :
        List.of(List.of("a b", "A"), List.of("a_*", "A"), List.of("a", " "))) {
      assertThatThrownBy(() -> Metric.higher(wrong.getFirst(), wrong.getLast(), Flavor.EFAAR))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Metric plain = Metric.lower("a", "A", Flavor.EFAAR);
    assertThatThrownBy(() -> plain.about("b")).hasMessage("a is no family");
    assertThat(plain.direction().isBetter(1, 2)).isTrue();
    assertThat(Metric.neither("a", "A", Flavor.EFAAR).direction().isBetter(1, 2)).isFalse();
  }
}
