package org.polysome.tokenizer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;

/** Cells of a vocabulary of 200 genes for which everything is fitted. */
final class TransformedCells {

  static final int VOCABULARY = 200;
  static final Fitted FITTED = fitted();

  private TransformedCells() {}

  static TokenBatch embed(String yaml, Cell cell) {
    return tokenizer(yaml).tokenize(List.of(cell), Draw.embedding(1), List.of());
  }

  static Tokenizer tokenizer(String yaml) {
    return GoldenRows.tokenizer(VOCABULARY, FITTED, yaml);
  }

  private static Fitted fitted() {
    RandomGenerator random = Seeds.generator(1);
    double[] medians = random.doubles(VOCABULARY).map(x -> x < 0.1 ? 0 : x + 0.5).toArray();
    double[] frequencies = random.doubles(VOCABULARY, 0, 1000).map(Math::rint).toArray();
    int[] ranks =
        IntStream.range(0, VOCABULARY).map(g -> g % 7 == 0 ? 200 : (g * 37) % 200).toArray();
    return new Fitted(
        Optional.empty(),
        Optional.of(medians),
        Optional.of(frequencies),
        Optional.of(ranks),
        Optional.of(12345.0));
  }

  static Cell cell(long seed, int size) {
    RandomGenerator random = Seeds.generator(seed, size);
    int[] genes =
        IntStream.range(0, VOCABULARY)
            .boxed()
            .sorted(Comparator.comparingLong(g -> Seeds.of(seed, g)))
            .limit(size)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    float[] counts = new float[size];
    for (int i = 0; i < size; i++) {
      counts[i] = 1 + random.nextInt(random.nextInt(5) == 0 ? 300 : 10);
    }
    return new Cell(genes, counts, 0);
  }
}
