package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/** The same cell gives exactly the same tokens, whatever its company. */
class BlockEmbedderTest {

  private static final int GENES = 80;
  private static final int CELLS = 40;
  private static final long SEED = 9;

  @Test
  void tokensDependOnTheCellAlone() {
    List<Integer> cells = new ArrayList<>(IntStream.range(0, CELLS).boxed().toList());
    Map<Integer, List<Float>> alone = tokens(cells, 1);
    Collections.shuffle(cells, new Random(SEED));
    assertThat(tokens(cells, 1)).isEqualTo(alone);
    assertThat(tokens(cells, 7)).isEqualTo(alone);
    List<Integer> subset = cells.subList(0, 11);
    Map<Integer, List<Float>> expected = new HashMap<>(alone);
    expected.keySet().retainAll(subset);
    assertThat(tokens(subset, 64)).isEqualTo(expected);
  }

  @Test
  void cellsOfLikeLengthShareABatch() {
    CsrMatrix block = block(IntStream.range(0, CELLS).boxed().toList());
    List<BlockEmbedder.Placed> batches = embedder(10).tokenize(block, new int[CELLS]);
    assertThat(batches).hasSize(4);
    int longest = 0;
    for (BlockEmbedder.Placed placed : batches) {
      assertThat(Arrays.stream(placed.batch().lengths()).min().orElseThrow())
          .isGreaterThanOrEqualTo(longest);
      longest = placed.batch().tokens();
    }
  }

  /** Genes, values and kinds of each cell, without padding. */
  private static Map<Integer, List<Float>> tokens(List<Integer> cells, int batchSize) {
    Map<Integer, List<Float>> tokens = new HashMap<>();
    CsrMatrix block = block(cells);
    for (BlockEmbedder.Placed placed : embedder(batchSize).tokenize(block, new int[cells.size()])) {
      TokenBatch batch = placed.batch();
      for (int row = 0; row < batch.cells(); row++) {
        List<Float> ofCell = new ArrayList<>();
        for (int token = 0; token < batch.lengths()[row]; token++) {
          int at = row * batch.tokens() + token;
          ofCell.add((float) batch.genes()[at]);
          ofCell.add(batch.values()[at]);
          ofCell.add((float) batch.kinds()[at]);
        }
        tokens.put(cells.get(placed.rows()[row]), ofCell);
      }
    }
    return tokens;
  }

  private static BlockEmbedder embedder(int batchSize) {
    Tokenizer tokenizer =
        new Tokenizer(
            Config.bind(YamlReader.read("length: 24", "test"), TokenizerSpec.class),
            MeasuredGenes.everything(1, GENES),
            Optional.empty());
    return new BlockEmbedder(
        tokenizer, Draw.embedding(SEED), new BlockEmbedder.Batches(batchSize, true));
  }

  private static CsrMatrix block(List<Integer> cells) {
    CsrBuilder builder = new CsrBuilder(GENES, CELLS * GENES);
    for (int cell : cells) {
      RandomGenerator random = Seeds.generator(SEED, cell);
      for (int gene = 0; gene < GENES; gene++) {
        builder.add(gene, random.nextInt(CELLS) <= cell ? 1 + random.nextInt(9) : 0);
      }
      builder.endRow();
    }
    return builder.build();
  }
}
