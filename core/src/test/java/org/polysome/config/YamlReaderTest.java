package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.UsageException;

@Tag("locale")
class YamlReaderTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1,           WHOLE_NUMBER
          -7,          WHOLE_NUMBER
          0o17,        WHOLE_NUMBER
          0xff,        WHOLE_NUMBER
          1_000,       TEXT
          012,         WHOLE_NUMBER
          1e-4,        NUMBER
          1E5,         NUMBER
          .5,          NUMBER
          1.,          NUMBER
          .inf,        NUMBER
          true,        TRUTH
          False,       TRUTH
          yes,         TEXT
          no,          TEXT
          on,          TEXT
          null,        NOTHING
          ~,           NOTHING
          12:30,       TEXT
          2026-11-21,  TEXT
          <<,          TEXT
          '"1"',       TEXT
          """)
  void scalarsFollowTheCoreSchema(String text, Kind kind) {
    assertThat(YamlReader.read(text, "f")).extracting(n -> ((Scalar) n).kind()).isEqualTo(kind);
  }

  @Test
  void linesAreRemembered() {
    Mapping root = (Mapping) YamlReader.read("a: 1\nb:\n  - x\n  - y: 2\n", "f.yaml");
    assertThat(root.entries().values())
        .extracting(Node::mark)
        .extracting(Mark::toString)
        .containsExactly("f.yaml:1", "f.yaml:3");
    assertThat(root.entries().get("b"))
        .asInstanceOf(InstanceOfAssertFactories.type(Listing.class))
        .extracting(list -> list.items().get(1).mark())
        .hasToString("f.yaml:4");
  }

  @Test
  void anchorsAreFollowed() {
    Mapping root = (Mapping) YamlReader.read("a: &x {n: 1}\nb: *x\n", "f");
    assertThat(root.entries().get("b")).isEqualTo(root.entries().get("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `a: 1\\nb: 2\\na: 3`   | f:3: the key a is given twice
          `a: [1, 2`            | f:1: not valid YAML: expected ',' or ']', but got <stream end>
          `a: 1\\n\\tb: 2`       | f:2: not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
          `a: b: c`             | f:1: not valid YAML: mapping values are not allowed here
          `? [a]\\n: 1`          | f: not valid YAML: Non scalar key is detected but it is not configured to be allowed.
          `&x [*x]`             | f:1: an anchor contains itself
          `a: *nowhere`         | f:1: not valid YAML: found undefined alias nowhere
          `a: !mine 3`          | f:1: tags are not used here, got !mine
          `--- 1\\n--- 2`        | f:2: not valid YAML: but found another document
          """)
  void whatIsNotPlainYamlIsRefused(String text, String message) {
    assertThatThrownBy(() -> YamlReader.read(text.translateEscapes(), "f"))
        .isInstanceOf(UsageException.class)
        .hasMessage(message.strip());
  }
}
