package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.polysome.fault.Cancellation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();

  @Test
  void thisMachineLoadsBothLibraries() {
    assertThat(run("doctor", "--json")).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(results.toByteArray());
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
    assertThat(run("doctor")).isZero();
    assertThat(results.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("ok    java     25"))
        .allMatch(line -> line.matches("(ok|warn|fail) +[a-z0-9]+ +.*| +-> .*"));
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    return new Polysome(new Cancellation(), System.err, false).run(out, arguments);
  }
}
