package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class DoctorTest {

  @Test
  void thisMachineLoadsBothLibraries() {
    Typed typed = Typed.polysome("doctor", "--json");
    assertThat(typed.status()).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(typed.results());
    assertThat(json.get("schema").intValue()).isEqualTo(1);
    assertThat(json.get("ok").booleanValue()).isTrue();
    assertThat(json.get("checks").valueStream())
        .anySatisfy(
            check -> {
              assertThat(check.get("check").stringValue()).isEqualTo("engine");
              assertThat(check.get("status").stringValue()).isEqualTo("ok");
              assertThat(check.get("detail").stringValue()).startsWith("libtorch 2.");
            });
  }

  @Test
  void linesBeginWithTheStatus() {
    Typed typed = Typed.polysome("doctor");
    assertThat(typed.status()).isZero();
    assertThat(typed.results().lines())
        .anyMatch(line -> line.startsWith("ok    java     25"))
        .allMatch(line -> line.matches("(ok|warn|fail) +[a-z0-9]+ +.*| +-> .*"));
  }
}
