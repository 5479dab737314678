package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class ConfigTest {

  @Test
  void theTextSpellsOutEveryDefault() {
    Sample sample =
        Config.bind(
            YamlReader.read("{data: {corpus: c}, model: {layers: 2, extra: mlp}}", "f"),
            Sample.class);
    assertThat(Config.text(sample))
        .isEqualTo(
            """
            seed: 0
            device: cpu
            data:
              corpus: c
              columns: []
            model:
              width: 64
              layers: 2
              values:
                type: soft-bins
                bins: 20
                learned: true
              extra: mlp
            objectives:
              - type: masked-values
                share: 0.15
                weight: 1.0
            train:
              batch-size: 64
              learning-rate: 1e-4
              shuffle: false
            weights: {}
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenReadsBackEqual(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      Sample sample = sample(random);
      String text = Config.text(sample);
      assertThat(Config.bind(YamlReader.read(text, "f"), Sample.class))
          .as("seed %d, round %d:%n%s", seed, i, text)
          .isEqualTo(sample);
    }
  }

  @Test
  void anEmptyOptionalStaysEmptyWhereTheDefaultIsNot() {
    WithDefault none = new WithDefault(Optional.empty());
    assertThat(Config.text(none)).isEqualTo("limit: null\n");
    assertThat(Config.bind(YamlReader.read(Config.text(none), "f"), WithDefault.class))
        .isEqualTo(none);
    assertThat(Config.defaults(WithDefault.class)).isEqualTo(new WithDefault(Optional.of(3)));
  }

  record WithDefault(@Default("3") Optional<Integer> limit) {}

  private static Sample sample(Random random) {
    return new Sample(
        random.nextLong(),
        Sample.Device.values()[random.nextInt(3)],
        new Sample.Data(
            Path.of("c", "x" + random.nextInt()),
            List.of(text(random), text(random)),
            random.nextBoolean() ? Optional.of(text(random)) : Optional.empty()),
        new Sample.Model(
            8 * (1 + random.nextInt(100)),
            random.nextInt(),
            values(random),
            random.nextBoolean() ? Optional.of(values(random)) : Optional.empty()),
        List.of(
            new Sample.MaskedValues(random.nextDouble(), number(random)),
            new Sample.Wced(number(random), Double.NEGATIVE_INFINITY)),
        new Sample.Train(
            1 + random.nextInt(1000), number(random), random.nextBoolean(), Optional.of(3)),
        Map.of(text(random) + "1", number(random), text(random) + "2", number(random)));
  }

  private static Sample.Values values(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Sample.Mlp();
      case 1 -> new Sample.SoftBins(2 + random.nextInt(9), random.nextBoolean());
      default -> new Sample.HardBins(random.nextInt());
    };
  }

  private static double number(Random random) {
    return Math.scalb(random.nextGaussian(), random.nextInt(200) - 100);
  }

  /** Texts that YAML would take for something else, or that need quotes. */
  private static String text(Random random) {
    String[] hard = {
      "",
      " ",
      "1",
      "1e-4",
      "true",
      "null",
      "~",
      "- a",
      "a: b",
      "a #b",
      "#",
      "it's",
      "\"q\"",
      "[x]",
      "{x}",
      "*.h5ad",
      "&a",
      "!t",
      "%d",
      "@x",
      "`",
      "tab\there",
      "two\nlines",
      "\u00e4\u00f6\u0131",
      "\ud83e\uddec",
      "<script>",
      "yes",
      "0x1F",
      ".inf",
      "C:\\data",
      "end:",
      "?",
      "|",
      ">",
      "\u0007"
    };
    return hard[random.nextInt(hard.length)];
  }
}
