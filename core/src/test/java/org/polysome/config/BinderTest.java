package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.UsageException;

@Tag("locale")
class BinderTest {

  private static final String LEAST =
      """
      data: {corpus: c/}
      model: {layers: 2}
      """;

  @Test
  void absentKeysHaveTheirDefaults() {
    assertThat(bind(LEAST))
        .isEqualTo(
            new Sample(
                0,
                Sample.Device.CPU,
                new Sample.Data(Path.of("c/"), List.of(), Optional.empty()),
                new Sample.Model(64, 2, new Sample.SoftBins(20, true), Optional.empty()),
                List.of(new Sample.MaskedValues(0.15, 1.0)),
                new Sample.Train(64, 1e-4, false, Optional.empty()),
                Map.of()));
  }

  @Test
  void everyKeyIsRead() {
    Sample sample =
        bind(
            """
            seed: 0x10
            device: apple-metal
            data:
              corpus: some/folder
              columns: [a, "1", 'yes']
              select: cell_type == 'B'
            model:
              width: 128
              layers: 3
              values: {type: hard-bins, bins: 5}
              extra: mlp
            objectives:
              - wced
              - type: masked-values
                share: 1
            train: {batch-size: 8, learning-rate: 1e-3, shuffle: true, max-steps: 10}
            weights: {a: 1, b.c: .5}
            """);
    assertThat(sample.seed()).isEqualTo(16);
    assertThat(sample.device()).isEqualTo(Sample.Device.APPLE_METAL);
    assertThat(sample.data())
        .isEqualTo(
            new Sample.Data(
                Path.of("some/folder"), List.of("a", "1", "yes"), Optional.of("cell_type == 'B'")));
    assertThat(sample.model())
        .isEqualTo(new Sample.Model(128, 3, new Sample.HardBins(5), Optional.of(new Sample.Mlp())));
    assertThat(sample.objectives())
        .containsExactly(
            new Sample.Wced(1.0, Double.POSITIVE_INFINITY), new Sample.MaskedValues(1.0, 1.0));
    assertThat(sample.train()).isEqualTo(new Sample.Train(8, 1e-3, true, Optional.of(10)));
    assertThat(sample.weights()).containsExactly(Map.entry("a", 1.0), Map.entry("b.c", 0.5));
  }

  @Test
  void aGroupIsMergedOverItsDefault() {
    assertThat(model("values: {bins: 30}").values()).isEqualTo(new Sample.SoftBins(30, true));
    assertThat(model("values: {type: soft-bins, learned: false}").values())
        .isEqualTo(new Sample.SoftBins(20, false));
    assertThat(model("values: soft-bins").values()).isEqualTo(new Sample.SoftBins(20, true));
  }

  @Test
  void changingTheTypeForgetsTheDefault() {
    assertThat(model("values: hard-bins").values()).isEqualTo(new Sample.HardBins(10));
    assertThat(model("values: {type: hard-bins}").values()).isEqualTo(new Sample.HardBins(10));
  }

  @Test
  void oldNamesStayReadable() {
    assertThat(model("values: {type: categories, n: 7}").values())
        .isEqualTo(new Sample.HardBins(7));
    assertThat(model("values: {type: hard-bins, count: 7}").values())
        .isEqualTo(new Sample.HardBins(7));
  }

  @Test
  void anEmptyOptionalMayBeSpeltOut() {
    assertThat(model("extra: null").extra()).isEmpty();
    assertThat(model("extra:").extra()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # unknown keys
          train: {batch-sze: 3}            | my.yaml:3: unknown key train.batch-sze (value 3); did you mean train.batch-size?
          train: {batchSize: 3}            | my.yaml:3: unknown key train.batchSize (value 3); did you mean train.batch-size?
          train: {batch_size: 3}           | my.yaml:3: unknown key train.batch_size (value 3); did you mean train.batch-size?
          trian: {batch-size: 3}           | my.yaml:3: unknown key trian (value a group of keys); did you mean train?
          learning-rate: 0.1               | my.yaml:3: unknown key learning-rate (value 0.1); did you mean train.learning-rate?
          train: {bins: 3}                 | my.yaml:3: unknown key train.bins (value 3); did you mean model.values.bins?
          train: {zebra: "x"}              | my.yaml:3: unknown key train.zebra (value "x"); known here: batch-size, learning-rate, shuffle, max-steps
          objectives: [wced, {type: wced, wieght: 2}] | my.yaml:3: unknown key objectives.1.wieght (value 2); did you mean objectives.1.weight?
          # wrong types
          seed: many                       | my.yaml:3: seed: expected a whole number, got "many"
          seed: 1.5                        | my.yaml:3: seed: expected a whole number, got 1.5
          seed: 1e6                        | my.yaml:3: seed: expected a whole number, got 1e6
          seed: 1_000                      | my.yaml:3: seed: expected a whole number, got "1_000"
          seed:                            | my.yaml:3: seed: expected a whole number, got nothing
          seed: [1]                        | my.yaml:3: seed: expected a whole number, got a list
          seed: 9223372036854775808        | my.yaml:3: seed: expected a whole number from -9223372036854775808 to 9223372036854775807, got 9223372036854775808
          train: {batch-size: 3000000000}  | my.yaml:3: train.batch-size: expected a whole number from -2147483648 to 2147483647, got 3000000000
          train: {learning-rate: "0.1"}    | my.yaml:3: train.learning-rate: expected a number, got "0.1"
          train: {learning-rate: .nan}     | my.yaml:3: train.learning-rate: expected a number, got .nan
          train: {learning-rate: 1e999}    | my.yaml:3: train.learning-rate: expected a number up to 1.8e308, got 1e999
          train: {shuffle: yes}            | my.yaml:3: train.shuffle: expected true or false, got "yes"
          train: {max-steps: many}         | my.yaml:3: train.max-steps: expected a whole number, got "many"
          train: 3                         | my.yaml:3: train: expected a group of keys (batch-size, learning-rate, shuffle, max-steps), got 3
          train:                           | my.yaml:3: train: expected a group of keys (batch-size, learning-rate, shuffle, max-steps), got nothing
          device: gpu                      | my.yaml:3: device: expected one of cpu, cuda, apple-metal (did you mean cpu?), got "gpu"
          device: tpu9000                  | my.yaml:3: device: expected one of cpu, cuda, apple-metal, got "tpu9000"
          objectives: wced                 | my.yaml:3: objectives: expected a list, got "wced"
          objectives: [3]                  | my.yaml:3: objectives.0: expected one of masked-values, wced, got 3
          objectives: [masked-value]       | my.yaml:3: objectives.0: expected one of masked-values, wced (did you mean masked-values?), got "masked-value"
          objectives: [{weight: 2}]        | my.yaml:3: objectives.0: type is missing, expected one of masked-values, wced
          objectives: [{type: [wced]}]     | my.yaml:3: objectives.0.type: expected one of masked-values, wced, got a list
          weights: [1]                     | my.yaml:3: weights: expected a group of names, each with a number, got a list
          weights: {a: b}                  | my.yaml:3: weights.a: expected a number, got "b"
          # out of range
          objectives: [{type: masked-values, share: 1.5}] | my.yaml:3: objectives.0.share must be from 0.0 to 1.0, got 1.5
          train: {batch-size: 0}           | my.yaml:3: train.batch-size must be at least 1, got 0
          """)
  void badInputIsOneClearLine(String line, String message) {
    assertMessage(LEAST + line, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          width: -8                   | my.yaml:4: model.width must be at least 1, got -8
          width: 9                    | my.yaml:3: model: the width must be a multiple of 8
          values: soft-bin            | my.yaml:4: model.values: expected one of mlp, soft-bins, hard-bins (did you mean soft-bins?), got "soft-bin"
          values: {type: mlp, bins: 3} | my.yaml:4: unknown key model.values.bins (value 3); no keys are known here
          values: {bins: 1}           | my.yaml:4: model.values.bins must be at least 2, got 1
          extra: soft-bins            | my.yaml:4: model.extra.bins is missing, expected a whole number
          values: {type: hard-bins, bins: 3, n: 4} | my.yaml:4: model.values.n is an old name of model.values.bins, which is given too; delete one of them
          values: !soft-bins {}       | my.yaml:4: tags are not used here, got !soft-bins
          """)
  void badInputInAComponentIsOneClearLine(String line, String message) {
    assertMessage("data: {corpus: c/}\nmodel:\n  layers: 2\n  " + line, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `model: {layers: 2}`                     | my.yaml:1: data.corpus is missing, expected a path
          `data: {corpus: c}`                      | my.yaml:1: model.layers is missing, expected a whole number
          `data: {corpus: 7}`                      | my.yaml:1: data.corpus: expected text, got 7; in quotes it is text
          `data: {corpus: ""}`                     | my.yaml:1: data.corpus: expected a path, got ""
          `data: {corpus: c, columns: [a, 2]}`     | my.yaml:1: data.columns.1: expected text, got 2; in quotes it is text
          ``                                       | my.yaml: data.corpus is missing, expected a path
          `[1, 2]`                                 | my.yaml:1: expected a group of keys (seed, device, data, model, objectives, train, weights), got a list
          """)
  void missingInputIsOneClearLine(String text, String message) {
    assertMessage(text, message);
  }

  @Test
  void whatADefaultLacksIsMissingInTheFile() {
    assertThatThrownBy(() -> Config.bind(YamlReader.read("{}", "x"), Outer.class))
        .hasMessage("x:1: inner.name is missing, expected text");
  }

  record Outer(@Default("{}") Inner inner) {}

  record Inner(String name) {}

  @Test
  void aFaultOfOursStaysOne() {
    assertThatThrownBy(() -> Config.bind(YamlReader.read("value: 1", "x"), Broken.class))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Config.bind(YamlReader.read("value: 1", "x"), Unsupported.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a configuration cannot hold a java.lang.Object");
  }

  @Test
  void aUsageFaultOfAConstructorGainsItsPlace() {
    assertThatThrownBy(() -> Config.bind(YamlReader.read("value: 1", "x"), Choosy.class))
        .isInstanceOf(UsageException.class)
        .hasMessage("x:1: value is not liked, got 1");
  }

  @Test
  void aMessageAfterAColonKeepsIt() {
    assertThatThrownBy(() -> Config.bind(YamlReader.read("value: 1", "x"), Colon.class))
        .hasMessage("x:1: value: 1 is too small, use at least 2");
  }

  record Colon(int value) {
    Colon {
      throw new UsageException("value: " + value + " is too small, use at least 2");
    }
  }

  record Broken(int value) {
    Broken {
      value = value / 0;
    }
  }

  record Choosy(int value) {
    Choosy {
      throw new UsageException("value is not liked");
    }
  }

  record Unsupported(Object value) {}

  private static void assertMessage(String text, String message) {
    assertThatThrownBy(() -> bind(text))
        .isInstanceOf(UsageException.class)
        .hasMessage(message.strip());
  }

  private static Sample bind(String text) {
    return Config.bind(YamlReader.read(text, "my.yaml"), Sample.class);
  }

  private static Sample.Model model(String line) {
    return bind("data: {corpus: c/}\nmodel:\n  layers: 2\n  " + line).model();
  }
}
