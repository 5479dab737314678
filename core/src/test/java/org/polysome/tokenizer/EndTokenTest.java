package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;

/**
 * The token at the end of a cell: what a tokenizer writes without it, one place shorter, and it.
 */
class EndTokenTest {

  private static final int VOCABULARY = 120;
  private static final int LENGTH = 40;
  private static final int END = TokenBatch.special(VOCABULARY, TokenKind.END);

  private static final List<Target> TARGETS =
      List.of(
          new Target.MaskedValues(
              List.of(0.3), Optional.empty(), new Hiding(0.8, 0.1), MaskQuota.ROUNDED, 0),
          new Target.MaskedGenes(0.2, new Hiding(0.8, 0.1), MaskQuota.ROUNDED),
          new Target.WholeCell());

  private static TokenizerSpec spec(String yaml, int length) {
    return Config.bind(
        YamlReader.read("length: %d\n%s".formatted(length, yaml), "test.yaml"),
        TokenizerSpec.class);
  }

  private static Tokenizer tokenizer(TokenizerSpec spec) {
    int[] ranks = IntStream.range(0, VOCABULARY).map(gene -> gene * 7 % VOCABULARY).toArray();
    double[] medians = IntStream.range(0, VOCABULARY).mapToDouble(gene -> 1 + gene % 5).toArray();
    Fitted fitted =
        new Fitted(
            Optional.empty(),
            Optional.of(medians),
            Optional.of(medians),
            Optional.of(ranks),
            Optional.of(50_000.0));
    return new Tokenizer(spec, MeasuredGenes.everything(1, VOCABULARY), fitted);
  }

  /** Cells that are too long for the tokens, that are not, and an empty one. */
  private static List<Cell> cells(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, 12)
        .mapToObj(
            number -> {
              double share = number == 0 ? 0 : number % 2 == 0 ? 0.15 : 0.7;
              int[] genes =
                  IntStream.range(0, VOCABULARY)
                      .filter(gene -> random.nextDouble() < share)
                      .toArray();
              float[] counts = new float[genes.length];
              IntStream.range(0, genes.length).forEach(i -> counts[i] = 1 + random.nextInt(300));
              return new Cell(genes, counts, 0);
            })
        .toList();
  }

  static Stream<String> tokenizers() {
    return Stream.of(
        "",
        "cls: false",
        "order: rank",
        "genes: all",
        "order: shuffled\nsampling: long-tail",
        "sampling: interleaved\ngenes: all",
        "order: {type: by-metadata, columns: [start]}\ndropout: {type: random, ratio: 0.3}",
        "depth: read-depth-aware\ntotals: sequence");
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void aCellIsWhatItWasOnePlaceShorterAndThenTheEnd(String yaml) {
    TokenizerSpec with = spec(yaml + "\nend: true", LENGTH);
    TokenizerSpec without = spec(yaml, LENGTH - 1);
    assertThat(with.room()).isEqualTo(without.room());
    for (long seed = 1; seed <= 3; seed++) {
      List<Cell> cells = cells(seed).subList(with.cls() ? 0 : 1, 12);
      for (Draw draw : List.of(Draw.training(seed, 2), Draw.embedding(seed))) {
        TokenBatch ended = tokenizer(with).tokenize(cells, draw, TARGETS);
        TokenBatch plain = tokenizer(without).tokenize(cells, draw, TARGETS);
        for (int cell = 0; cell < cells.size(); cell++) {
          check(ended, plain, cell);
        }
        assertThat(ended.masked().map(masked -> masked.genes()))
            .usingRecursiveComparison()
            .isEqualTo(plain.masked().map(masked -> masked.genes()));
        ended.masked().ifPresent(masked -> neverHidden(ended, masked));
        ended.maskedGenes().ifPresent(masked -> neverHidden(ended, masked));
      }
    }
  }

  private static void check(TokenBatch ended, TokenBatch plain, int cell) {
    int length = plain.lengths()[cell];
    assertThat(ended.lengths()[cell]).isEqualTo(length + 1).isLessThanOrEqualTo(LENGTH);
    int there = cell * ended.tokens();
    int here = cell * plain.tokens();
    assertThat(Arrays.copyOfRange(ended.genes(), there, there + length))
        .containsExactly(Arrays.copyOfRange(plain.genes(), here, here + length));
    assertThat(Arrays.copyOfRange(ended.values(), there, there + length))
        .containsExactly(Arrays.copyOfRange(plain.values(), here, here + length));
    assertThat(Arrays.copyOfRange(ended.kinds(), there, there + length))
        .containsExactly(Arrays.copyOfRange(plain.kinds(), here, here + length));
    assertThat(ended.genes()[there + length]).isEqualTo(END);
    assertThat(ended.kinds()[there + length]).isEqualTo(TokenKind.END.code());
    assertThat(ended.values()[there + length]).isZero();
    assertThat(ended.counts()[there + length]).isZero();
  }

  private static void neverHidden(TokenBatch batch, TokenBatch.Masked masked) {
    for (int i = 0; i < masked.positions().length; i++) {
      assertThat(batch.kinds()[masked.positions()[i]]).isNotEqualTo(TokenKind.END.code());
      assertThat(masked.genes()[i]).isLessThan(VOCABULARY);
    }
  }

  @Test
  void itsLengthIsKnownBeforeItIsTokenised() {
    Tokenizer tokenizer = tokenizer(spec("end: true", LENGTH));
    for (Cell cell : cells(4)) {
      TokenBatch batch = tokenizer.tokenize(List.of(cell), Draw.embedding(1), List.of());
      assertThat(tokenizer.tokens(0, cell.genes().length)).isEqualTo(batch.lengths()[0]);
    }
  }

  @Test
  void aCellWithoutGenesIsItsClsAndItsEnd() {
    TokenBatch batch =
        tokenizer(spec("end: true", LENGTH))
            .tokenize(cells(1).subList(0, 1), Draw.embedding(1), List.of());
    assertThat(batch.kinds()).containsExactly(TokenKind.CLS.code(), TokenKind.END.code());
  }

  @Test
  void itNeedsAPlace() {
    assertThat(spec("end: true", 3).room()).isEqualTo(1);
    assertThatThrownBy(() -> spec("end: true", 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("use at least 3");
    assertThatThrownBy(() -> spec("end: true\ndepth: read-depth-aware", 4))
        .hasMessageContaining("use at least 5");
    assertThatThrownBy(() -> spec("end: sep", 9))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("end");
  }

  @Test
  void onlyATokenizerThatWritesItNeedsVectorsOfIt() {
    assertThat(spec("", 9).furtherKinds()).isZero();
    assertThat(TokenKind.count(spec("end: true", 9).furtherKinds()))
        .isEqualTo(TokenKind.END.ordinal() + 1);
  }
}
