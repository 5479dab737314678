package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/metrics.md} says what the constants of the suites say. */
@Tag("locale")
class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
  private static final String COMMAND =
      "POLYSOME_RENEW=1 ./mvnw -q -pl core test -Dtest=MetricsPageTest";

  private static final String HEAD =
      """
      # Metrics

      What `polysome benchmark SUITE` writes into `results.csv` and `results.json`: the `metric` of a row, what tables call it,
      which values are better, and the `flavor`, by whose definition. An asterisk stands for a name, such as that of a database of
      relationships. A flavor may say more behind a comma (`efaar-0.1, tails both`); probes and decoders are named by what they
      are, here those of the usual protocol. Numbers of two flavors must not be compared.

      This page is generated: `%s`
      """;

  @Test
  void isUpToDate() throws IOException {
    String page = page();
    if (Optional.ofNullable(System.getenv("POLYSOME_RENEW")).isPresent()) {
      Files.writeString(PAGE, page);
    }
    String stored = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertThat(stored.equals(page))
        .as("docs/reference/metrics.md is stale; renew it with: %s", COMMAND)
        .isTrue();
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD.formatted(COMMAND));
    for (SuiteKind kind : Suites.ALL) {
      page.append("\n## ").append(kind.name()).append("\n\n");
      page.append("| metric | title | better | flavor |\n|---|---|---|---|\n");
      for (Metric metric : kind.metrics()) {
        page.append(
            "| `%s` | %s | %s | `%s` |\n"
                .formatted(
                    metric.name(),
                    metric.title(),
                    metric.direction().text(),
                    metric.flavor().text()));
      }
      page.append("\nGroups:");
      for (Group group : kind.groups()) {
        page.append(" `").append(group.text()).append("` (").append(group.title()).append("),");
      }
      page.setCharAt(page.length() - 1, '.');
      page.append('\n');
    }
    Metric rank = Suites.metric("mean_rank");
    return page.append("\n## Over several inputs\n\n")
        .append(
            "`%s`: %s, %s is better, 1 is best. "
                .formatted(
                    rank.name(), rank.title().toLowerCase(Locale.ROOT), rank.direction().text()))
        .append("Metrics of which neither direction is better are in no rank.\n")
        .toString();
  }
}
