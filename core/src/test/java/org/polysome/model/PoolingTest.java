package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.TokenBatches;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Device;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** Each pooling beside a plain loop over the tokens. */
class PoolingTest {

  private static final int WIDTH = 5;

  private interface Loop {
    double of(TokenBatch batch, float[] states, int cell, int at);
  }

  private static void check(Pooling pooling, int seed, Loop loop) {
    TokenBatch batch = TokenBatches.batch(TokenBatches.cells(seed, 9, 4, 6, 1));
    int tokens = batch.cells() * batch.tokens();
    float[] states = new Initialisation.Normal(1).draw(tokens * WIDTH, seed);
    try (Scope scope = new Scope()) {
      Tensor given = Tensors.of(states, batch.cells(), batch.tokens(), WIDTH);
      float[] found = pooling.pool(given, ModelBatch.of(batch, Device.CPU)).toFloats();
      for (int i = 0; i < found.length; i++) {
        assertThat((double) found[i])
            .as("%s, seed %d, number %d", pooling, seed, i)
            .isCloseTo(loop.of(batch, states, i / WIDTH, i % WIDTH), within(1e-5));
      }
    }
  }

  private static double sum(
      TokenBatch batch, float[] states, int at, IntPredicate counts, Weight weight) {
    double sum = 0;
    for (int token = at / WIDTH; token < at / WIDTH + batch.tokens(); token++) {
      if (counts.test(token)) {
        sum += weight.of(token) * states[token * WIDTH + at % WIDTH];
      }
    }
    return sum;
  }

  private interface Weight {
    double of(int token);
  }

  private static IntPredicate there(TokenBatch batch) {
    return token -> batch.kinds()[token] != TokenKind.PAD.code();
  }

  private static int first(TokenBatch batch, int cell, int at) {
    return cell * batch.tokens() * WIDTH + at;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void means(int seed) {
    check(
        new Pooling.Mean(false, false),
        seed,
        (batch, states, cell, at) ->
            sum(batch, states, first(batch, cell, at), there(batch), token -> 1)
                / batch.lengths()[cell]);
    check(
        new Pooling.Mean(true, false),
        seed,
        (batch, states, cell, at) ->
            sum(batch, states, first(batch, cell, at), token -> true, token -> 1) / batch.tokens());
  }

  /** The last of the cells has a cls token and nothing else. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void meansOfGenesAlone(int seed) {
    check(
        new Pooling.Mean(false, true),
        seed,
        (batch, states, cell, at) -> {
          IntPredicate genes = token -> batch.genes()[token] < TokenBatches.GENES;
          double sum = sum(batch, states, first(batch, cell, at), genes, token -> 1);
          return sum / Math.max(1, batch.lengths()[cell] - 1);
        });
    assertThatThrownBy(() -> new Pooling.Mean(true, true))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("genes-only");
  }

  /** An end is no gene: a mean of genes is the same with it and without. */
  @Test
  void meansOfGenesDoNotSeeAnEnd() {
    TokenBatch plain = TokenBatches.batch(TokenBatches.cells(4, 7));
    TokenBatch ended = TokenBatches.batch(List.of(TokenBatches.ended(TokenBatches.cell(4, 7))));
    float[] states = new Initialisation.Normal(1).draw(8 * WIDTH, 4);
    try (Scope scope = new Scope()) {
      Tensor given = Tensors.of(states, 1, 8, WIDTH);
      Pooling pooling = new Pooling.Mean(false, true);
      ModelBatch batch = ModelBatch.of(ended, Device.CPU);
      assertThat(pooling.pool(given, batch).toFloats())
          .hasSize(WIDTH)
          .containsExactly(
              pooling.pool(given.narrow(1, 0, 7), ModelBatch.of(plain, Device.CPU)).toFloats());
      assertThat(new Pooling.Mean(false, false).pool(given, batch).toFloats())
          .isNotEqualTo(pooling.pool(given, batch).toFloats());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void largest(int seed) {
    check(
        new Pooling.Max(),
        seed,
        (batch, states, cell, at) -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (int token = 0; token < batch.lengths()[cell]; token++) {
            largest = Math.max(largest, states[first(batch, cell, at) + token * WIDTH]);
          }
          return largest;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void weighted(int seed) {
    check(
        new Pooling.Weighted(false, -2, -1),
        seed,
        (batch, states, cell, at) -> scaled(batch, states, cell, at, 0, 0));
    check(
        new Pooling.Weighted(true, -2, -1),
        seed,
        (batch, states, cell, at) -> scaled(batch, states, cell, at, -2, -1));
  }

  private static double scaled(
      TokenBatch batch, float[] states, int cell, int at, double padding, double hidden) {
    Weight weight =
        token ->
            switch (TokenKind.values()[batch.kinds()[token]]) {
              case PAD -> padding;
              case MASK -> hidden;
              default -> batch.values()[token];
            };
    double squares = 0;
    for (int i = 0; i < WIDTH; i++) {
      squares += Math.pow(sum(batch, states, first(batch, cell, i), token -> true, weight), 2);
    }
    double sum = sum(batch, states, first(batch, cell, at), token -> true, weight);
    return squares == 0 ? 0 : sum / Math.sqrt(squares);
  }

  @Test
  void onlyThePublishedFormsSeePadding() {
    assertThat(new Pooling.Mean(true, false).traits().padsToLength()).isTrue();
    assertThat(new Pooling.Weighted(true, -2, -1).traits().padsToLength()).isTrue();
    assertThat(new Pooling.Mean(false, false).traits().padsToLength()).isFalse();
    assertThat(new Pooling.Weighted(false, -2, -1).traits().padsToLength()).isFalse();
    assertThat(new Pooling.Max().traits().padsToLength()).isFalse();
  }
}
