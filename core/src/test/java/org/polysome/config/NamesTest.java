package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "batchSize, batch-size",
    "SoftBins, soft-bins",
    "BATCH_SIZE, batch-size",
    "Wced, wced",
    "MLPValues, mlp-values",
    "ceOverBins, ce-over-bins",
    "L2Norm, l2-norm",
    "BF16, bf16",
    "TITLE, title",
    "seed, seed",
  })
  void javaNamesBecomeKebabCase(String java, String yaml) {
    assertThat(Names.kebab(java)).isEqualTo(yaml);
  }

  @Test
  void namesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(Names.kebab("MaxIterations")).isEqualTo("max-iterations");
      assertThat(Names.kebab("INIT")).isEqualTo("init");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "widht, width",
    "wdth, width",
    "learning_rate, learning-rate",
    "learningRate, learning-rate",
    "learn, learning-rate",
    "lr,",
    "zebra,",
    "x,",
  })
  void theNearestKnownNameIsFound(String given, String meant) {
    List<String> known = List.of("learning-rate", "width", "warm-up", "layers");
    assertThat(Names.nearest(given, known)).isEqualTo(Optional.ofNullable(meant));
  }

  @Test
  void distanceIsSymmetricAndZeroOnlyForEqualNames() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String a = word(random);
      String b = word(random);
      int distance = Names.distance(a, b);
      assertThat(distance).as("seed %d: %s, %s", seed, a, b).isEqualTo(Names.distance(b, a));
      assertThat(distance == 0).isEqualTo(a.equals(b));
      assertThat(distance)
          .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }
    assertThat(Names.distance("ab", "ba")).isEqualTo(1);
  }

  private static String word(Random random) {
    return random
        .ints(random.nextInt(6), 'a', 'd')
        .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
        .toString();
  }
}
