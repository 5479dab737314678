package org.polysome.train.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;

class DataSpecTest {

  private static DataSpec data(String text) {
    return Config.bind(YamlReader.read(text, "text"), DataSpec.class);
  }

  @Test
  void corporaHaveFoldersAndWeights() {
    DataSpec spec = data("{corpus: [a, {path: b, weight: 0.5}], select: x, cells: 9}");
    assertThat(spec.folders()).containsExactly(Path.of("a"), Path.of("b"));
    assertThat(spec.requireCorpora()).isEqualTo(spec.folders());
    assertThat(spec.weights()).containsExactly(1.0, 0.5);
    DataSpec absolute = spec.absolute();
    assertThat(absolute.folders())
        .containsExactly(Path.of("a").toAbsolutePath(), Path.of("b").toAbsolutePath());
    assertThat(absolute.weights()).containsExactly(1.0, 0.5);
    assertThat(absolute.select()).contains("x");
    assertThat(absolute.cells()).contains(9);
    assertThat(absolute.absolute()).isEqualTo(absolute);
  }

  @Test
  void aCorpusIsThereOnceAndAtAll() {
    assertThatThrownBy(() -> data("{corpus: [a, b/../a]}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is there twice; give it a weight instead");
    assertThatThrownBy(() -> data("{}").requireCorpora())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.corpus is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{fraction: 0}",
        "{fraction: 1.01}",
        "{fraction: .nan}",
        "{cells: 0}",
        "{cells: 5, fraction: 0.5}",
        "{corpus: [{path: a, weight: 0}]}",
        "{corpus: [{path: a, weight: .inf}]}",
        "{validation: 0}",
        "{validation: 1}",
        "{test: {type: column, name: donor, share: 1}}",
        "{test: {type: query, where: ' '}}",
        "{test: {type: query, where: a > 1}, validation: {type: query, where: a > 1}}",
        "{test: {type: column, name: a, values: [x, y]}, validation: {type: column, name: a, values: [y]}}",
        "{plan: {type: one-domain, column: ' '}}"
      })
  void refusesWhatIsNoShareOfCells(String text) {
    assertThatThrownBy(() -> data(text)).isInstanceOf(UsageException.class);
  }

  @Test
  void groupsOfTheTestAreNoValidation() {
    String both = "{type: column, name: donor, values: [%s]}";
    assertThatThrownBy(
            () ->
                data(
                    "{test: "
                        + both.formatted("x, y")
                        + ", validation: "
                        + both.formatted("y")
                        + "}"))
        .hasMessageContaining("'y' of donor is kept by test");
    assertThat(
            data("{test: " + both.formatted("x") + ", validation: " + both.formatted("y") + "}")
                .test())
        .isNotEqualTo(new ValidationSpec.None());
  }

  @ParameterizedTest
  @CsvSource({"1", "0.001"})
  void aShareOfAllIsAShare(double fraction) {
    assertThat(data("{fraction: " + fraction + "}").fraction()).isEqualTo(fraction);
    assertThat(data("{cells: 1}").cells()).isEqualTo(Optional.of(1));
    assertThat(new ValidationSpec.Column("donor", List.of("a"), 0.5).values()).containsExactly("a");
  }
}
