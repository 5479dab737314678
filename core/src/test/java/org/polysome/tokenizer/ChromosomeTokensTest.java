package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.UsageException;

/** UCE's tokens around the genes of a chromosome, and its order of chromosomes. */
class ChromosomeTokensTest {

  private static final int VOCABULARY = 80;
  private static final int LENGTH = 60;
  private static final String ORDER = "{type: repetition, chromosomes: ['1', '2', X]%s}";

  /** Gene g lies on chromosome g modulo 4, the last of which has no token, and is placed by g. */
  private static final Fitted FITTED =
      new Fitted(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(IntStream.range(0, VOCABULARY).map(g -> VOCABULARY - 1 - g).toArray()),
              Optional.empty())
          .withChromosomes(
              Optional.of(
                  IntStream.range(0, VOCABULARY)
                      .map(g -> g % 4 == 3 ? Fitted.NO_CHROMOSOME : g % 4)
                      .toArray()));

  private static TokenizerSpec spec(String order, int length) {
    return GoldenRows.spec("{length: %d, end: true, order: %s}".formatted(length, order));
  }

  private static Tokenizer tokenizer(String more) {
    return new Tokenizer(
        spec(ORDER.formatted(more), LENGTH), MeasuredGenes.everything(1, VOCABULARY), FITTED);
  }

  private static Cell cell(long seed) {
    Random random = new Random(seed);
    int[] genes = random.ints(0, VOCABULARY).distinct().limit(30).sorted().toArray();
    float[] counts = new float[genes.length];
    IntStream.range(0, genes.length).forEach(i -> counts[i] = 1 + random.nextInt(50));
    return new Cell(genes, counts, 0);
  }

  private static int code(String chromosome) {
    return TokenKind.CHROMOSOME.ordinal() + List.of("1", "2", "X").indexOf(chromosome);
  }

  /** Checks the brackets of a cell; the codes of its chromosomes in their order. */
  private static List<Integer> chromosomes(TokenBatch batch, int cell) {
    List<Integer> order = new ArrayList<>();
    int open = Fitted.NO_CHROMOSOME;
    int last = -1;
    int genes = 0;
    int from = cell * batch.tokens();
    for (int at = from + 1; at < from + batch.lengths()[cell] - 1; at++) {
      int kind = batch.kinds()[at];
      int gene = batch.genes()[at];
      if (kind >= TokenKind.CHROMOSOME.ordinal()) {
        assertThat(open).isEqualTo(Fitted.NO_CHROMOSOME);
        assertThat(gene).isEqualTo(VOCABULARY + kind);
        open = kind - TokenKind.CHROMOSOME.ordinal();
        order.add(kind);
        last = VOCABULARY;
      } else if (kind == TokenKind.CHROMOSOME_END.code()) {
        assertThat(gene).isEqualTo(VOCABULARY + kind);
        open = Fitted.NO_CHROMOSOME;
        last = VOCABULARY;
      } else {
        assertThat(kind).isEqualTo(TokenKind.VALUE.code());
        assertThat(gene % 4).isEqualTo(open == Fitted.NO_CHROMOSOME ? 3 : open);
        assertThat(gene).isLessThanOrEqualTo(last);
        last = gene;
        genes++;
      }
    }
    assertThat(open).isEqualTo(Fitted.NO_CHROMOSOME);
    assertThat(genes).isEqualTo(LENGTH - 2 - 2 * 3);
    return order;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void genesStandBetweenTheTokensOfTheirChromosome(long seed) {
    List<Cell> cells = IntStream.range(0, 6).mapToObj(i -> cell(10 * seed + i)).toList();
    for (Draw draw : List.of(Draw.training(seed, 1), Draw.embedding(seed))) {
      TokenBatch batch = tokenizer("").tokenize(cells, draw, List.of(new Target.WholeCell()));
      for (int cell = 0; cell < cells.size(); cell++) {
        assertThat(chromosomes(batch, cell)).containsExactly(code("1"), code("2"), code("X"));
        int from = cell * batch.tokens();
        assertThat(batch.kinds()[from]).isEqualTo(TokenKind.CLS.code());
        assertThat(batch.kinds()[from + batch.lengths()[cell] - 1]).isEqualTo(TokenKind.END.code());
        assertThat(batch.lengths()[cell]).isLessThanOrEqualTo(LENGTH);
      }
    }
  }

  /** The brackets cost places, and change nothing about which genes are drawn how often. */
  @Test
  void theSameGenesAreDrawnAsWithoutThem() {
    Cell cell = cell(7);
    TokenizerSpec plain = spec("repetition", LENGTH - 6);
    TokenBatch without =
        new Tokenizer(plain, MeasuredGenes.everything(1, VOCABULARY), FITTED)
            .tokenize(List.of(cell), Draw.training(4, 2), List.of());
    TokenBatch with = tokenizer("").tokenize(List.of(cell), Draw.training(4, 2), List.of());
    assertThat(genes(with)).containsExactly(genes(without));
  }

  private static int[] genes(TokenBatch batch) {
    return Arrays.stream(batch.genes()).filter(gene -> gene < VOCABULARY).sorted().toArray();
  }

  @Test
  void theOrderOfChromosomesIsDrawnForEachCell() {
    Cell cell = cell(9);
    Tokenizer tokenizer = tokenizer(", shuffle-chromosomes: true");
    Map<List<Integer>, Integer> orders = new HashMap<>();
    for (int epoch = 0; epoch < 600; epoch++) {
      Draw draw = Draw.training(3, epoch);
      TokenBatch alone = tokenizer.tokenize(List.of(cell), draw, List.of());
      List<Integer> order = chromosomes(alone, 0);
      orders.merge(order, 1, Integer::sum);
      if (epoch % 100 == 0) {
        TokenBatch both = tokenizer.tokenize(List.of(cell(5), cell), draw, List.of());
        assertThat(chromosomes(both, 1)).isEqualTo(order);
      }
    }
    assertThat(orders).hasSize(6);
    double chi = orders.values().stream().mapToDouble(n -> (n - 100) * (n - 100) / 100.0).sum();
    assertThat(chi).as("chi-square of 5 degrees, seed 3").isLessThan(20.5);
    TokenBatch first = tokenizer.tokenize(List.of(cell), Draw.embedding(1), List.of());
    TokenBatch again = tokenizer.tokenize(List.of(cell), Draw.embedding(1), List.of());
    assertThat(again.genes()).containsExactly(first.genes());
  }

  @Test
  void eachHasAVectorOfItsOwn() {
    TokenizerSpec spec = spec(ORDER.formatted(""), LENGTH);
    assertThat(TokenKind.count(spec.furtherKinds())).isEqualTo(code("X") + 1);
    assertThat(spec.room()).isEqualTo(LENGTH - 2 - 6);
    assertThat(spec("repetition", LENGTH).furtherKinds()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> spec(ORDER.formatted(""), 8))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("use at least 9");
    assertThatThrownBy(() -> spec("{type: repetition, chromosomes: [A, A]}", LENGTH))
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> spec("{type: repetition, shuffle-chromosomes: true}", LENGTH))
        .hasMessageContaining("name the chromosomes");
    assertThatThrownBy(() -> spec("{type: repetition, file: f.txt, chromosomes: [A]}", LENGTH))
        .hasMessageContaining("use columns");
    assertThatThrownBy(
            () ->
                new Tokenizer(
                    spec(ORDER.formatted(""), LENGTH),
                    MeasuredGenes.everything(1, VOCABULARY),
                    FITTED.withChromosomes(Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the chromosomes");
  }
}
