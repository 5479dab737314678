package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.train.Plan;

/** {@code docs/reference/components.md} says what the code says. */
@Tag("locale")
class ComponentsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "components.md");
  private static final String COMMAND =
      "POLYSOME_RENEW=1 ./mvnw -q -pl core test -Dtest=ComponentsPageTest";

  @Test
  void isUpToDate() throws IOException {
    String page = ComponentsPage.of(Plan.class, COMMAND);
    if (Optional.ofNullable(System.getenv("POLYSOME_RENEW")).isPresent()) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    String stored = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertThat(stored.equals(page))
        .as("docs/reference/components.md is stale; renew it with: %s", COMMAND)
        .isTrue();
  }

  static Stream<Class<?>> records() {
    return EveryConfigRecordTest.records();
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyComponentIsDescribedInItsSource(Class<?> record) {
    RecordDocs docs = RecordDocs.of(record);
    assertThat(docs.text()).as(record.getName()).isNotBlank();
    for (Component component : Component.all(record)) {
      assertThat(docs.components())
          .as("@param of %s", record.getName())
          .containsKey(component.javaName());
    }
  }
}
