package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.polysome.tokenizer.TransformedCells.cell;
import static org.polysome.tokenizer.TransformedCells.embed;
import static org.polysome.tokenizer.TransformedCells.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputDropoutTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 59})
  void aChunkIsLeftOutFromAnyPlace(int count) {
    Cell cell = cell(7, 60);
    String yaml = "{cls: false, dropout: {type: chunk, count: %d}}".formatted(count);
    Tokenizer tokenizer = tokenizer(yaml);
    int[] all = embed("{cls: false}", cell).genes();
    assertThat(embed(yaml, cell).genes()).as("in training only").containsExactly(all);
    int places = all.length - count + 1;
    int[] starts = new int[places];
    for (int epoch = 0; epoch < 400; epoch++) {
      int[] left = tokenizer.tokenize(List.of(cell), Draw.training(3, epoch), List.of()).genes();
      int start = Arrays.mismatch(all, left) < 0 ? 0 : Arrays.mismatch(all, left);
      int[] expected =
          IntStream.range(0, all.length)
              .filter(i -> i < start || i >= start + count)
              .map(i -> all[i])
              .toArray();
      assertThat(left).containsExactly(expected);
      starts[start]++;
    }
    double expected = 400.0 / places;
    double chi = Arrays.stream(starts).mapToDouble(n -> (n - expected) * (n - expected)).sum();
    double spread = Math.sqrt(2.0 * (places - 1));
    assertThat(chi / expected)
        .as("chi-square of %d degrees within four standard deviations, seed 3", places - 1)
        .isLessThan(places - 1 + 4 * spread);
  }

  @Test
  void aCellOfNoMoreTokensThanAChunkIsLeftAsItIs() {
    Cell cell = cell(7, 60);
    int[] all = embed("{cls: false}", cell).genes();
    for (int count : new int[] {60, 61}) {
      String yaml = "{cls: false, dropout: {type: chunk, count: %d, when: always}}";
      assertThat(embed(yaml.formatted(count), cell).genes()).containsExactly(all);
    }
    assertThat(embed("{cls: false, dropout: {type: chunk, count: 9, when: always}}", cell).genes())
        .hasSize(51);
  }

  @Test
  void orderedDropoutLeavesOutTheMostExpressed() {
    Cell cell = new Cell(new int[] {1, 2, 3, 4, 5}, new float[] {9, 1, 5, 9, 2}, 0);
    String yaml = "{cls: false, dropout: {type: ordered, ratio: 0.4, keep: %s, when: always}}";
    assertThat(embed(yaml.formatted("false"), cell).genes()).containsExactly(2, 3, 5);
    assertThat(embed(yaml.formatted("true"), cell).genes()).containsExactly(1, 4);
  }

  @Test
  void randomDropoutLeavesOutItsShare() {
    Tokenizer tokenizer = tokenizer("{cls: false, dropout: {type: random, ratio: 0.3}}");
    double left = 0;
    for (int epoch = 0; epoch < 200; epoch++) {
      left +=
          tokenizer.tokenize(List.of(cell(1, 100)), Draw.training(1, epoch), List.of()).tokens();
    }
    assertThat(left / 200).isCloseTo(70, within(1.5));
    assertThat(embed("{cls: false, dropout: random}", cell(1, 100)).tokens()).isEqualTo(100);
  }
}
