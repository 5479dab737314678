package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.TokenKind;
import org.polysome.tokenizer.TokenizerSpec;

/** Which genes and kinds of tokens two runs share. */
class GeneMatchTest {

  private static TokenizerSpec tokenizer(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test.yaml"), TokenizerSpec.class);
  }

  private static TokenizerSpec chromosomes(String names) {
    return tokenizer("order: {type: repetition, chromosomes: %s}".formatted(names));
  }

  @Test
  void vectorsOfChromosomesAreSharedWhereTheyAreTheSameOnes() {
    TokenizerSpec few = chromosomes("['1', '2', X]");
    GeneMatch.Kinds same = GeneMatch.Kinds.of(few, chromosomes("['1', '2', X]"));
    assertThat(same.same()).isTrue();
    assertThat(same.both()).isEqualTo(TokenKind.CHROMOSOME.ordinal() + 3);
    GeneMatch.Kinds others = GeneMatch.Kinds.of(few, chromosomes("[X, '1', '2']"));
    assertThat(others.same()).isFalse();
    assertThat(others.both()).isEqualTo(TokenKind.CHROMOSOME.ordinal());
    GeneMatch.Kinds none = GeneMatch.Kinds.of(tokenizer("end: true"), few);
    assertThat(none.both()).isEqualTo(TokenKind.END.ordinal() + 1);
    assertThat(GeneMatch.Kinds.of(tokenizer("{}"), tokenizer("cls: false")).same()).isTrue();
  }

  /** A table of two genes and their kinds, and one of kinds alone. */
  @Test
  void entriesOfKindsAreTheFirstOfTheLast() {
    GeneMatch.Kinds kinds = GeneMatch.Kinds.of(tokenizer("end: true"), tokenizer("{}"));
    GeneMatch match =
        GeneMatch.of(
            Vocabulary.of(List.of("A", "B", "C")), Vocabulary.of(List.of("B", "N")), kinds);
    int all = TokenKind.ALWAYS;
    GeneMatch.Entries ofGenes = match.entries(new GeneAxes.Axis(0, 1, all, true));
    assertThat(ofGenes.from()).hasSize(all + 1).startsWith(1, 3, 4).endsWith(3 + all - 1);
    assertThat(ofGenes.to()).hasSize(all + 1).startsWith(0, 2, 3).endsWith(2 + all - 1);
    assertThat(match.othersThere(new GeneAxes.Axis(0, 1, all, true))).isEqualTo(all + 1);
    assertThat(match.othersThere(new GeneAxes.Axis(0, 1, 0, false))).isZero();
    GeneMatch.Entries alone = match.entries(new GeneAxes.Axis(0, 0, all, true));
    assertThat(alone.from()).hasSize(all).startsWith(0, 1);
  }
}
