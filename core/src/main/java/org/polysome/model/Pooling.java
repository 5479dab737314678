package org.polysome.model;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;
import org.polysome.nn.Traits;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** From the states of a cell's tokens to the state of the cell. */
public sealed interface Pooling {

  /**
   * Pools each cell.
   *
   * @param tokens (cells, tokens, width)
   * @return (cells, width)
   */
  Tensor pool(Tensor tokens, ModelBatch batch);

  /** Numbers per cell, given the numbers per token. */
  default int width(int tokenWidth) {
    return tokenWidth;
  }

  /** What it promises about its input. */
  default Traits traits() {
    return Traits.FREE;
  }

  /** The state of the cls token, which must come first. */
  record Cls() implements Pooling {
    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      if (!batch.startsWithCls()) {
        throw new UsageException(
            "model.pooling: cls needs a cls token; set tokenizer.cls: true or model.pooling: mean");
      }
      return tokens.select(1, 0);
    }
  }

  /** The state that a backbone without token states gives. */
  record None() implements Pooling {
    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      return tokens.select(1, 0);
    }
  }

  /**
   * The mean over all tokens that are not padding. A cls token counts as one of them: it has seen
   * the cell as they have, and a cell always has one where the tokenizer makes one. So does an end.
   *
   * @param asPublished whether padding counts too, as in the codes of scGPT and the long-tail
   *     benchmark
   * @param genesOnly whether tokens that stand for no gene are left out, as in Geneformer's code; a
   *     cell without genes becomes zeros
   */
  record Mean(@Default("false") boolean asPublished, @Default("false") boolean genesOnly)
      implements Pooling {

    /** Checks that padding and tokens of genes are not both asked for. */
    public Mean {
      if (asPublished && genesOnly) {
        throw new UsageException(
            "genes-only: as-published means over padding too, which is of no gene; use one of them");
      }
    }

    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      if (genesOnly) {
        return ofGenes(tokens, genes(batch));
      }
      return (asPublished ? Optional.<Tensor>empty() : batch.present())
          .map(
              present -> {
                Tensor share = present.to(tokens.type()).unsqueeze(2);
                return tokens.maskedFill(present.not().unsqueeze(2), 0).sum(1).divide(share.sum(1));
              })
          .orElseGet(() -> tokens.mean(1));
    }

    @Override
    public Traits traits() {
      return padding(asPublished);
    }
  }

  /** The largest number over all tokens that are not padding, for each number of the width. */
  record Max() implements Pooling {
    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      return batch
          .present()
          .map(present -> tokens.maskedFill(present.not().unsqueeze(2), Double.NEGATIVE_INFINITY))
          .orElse(tokens)
          .max(1);
    }
  }

  /**
   * The sum over tokens times their values, scaled to Euclidean length 1: scGPT's {@code w-pool}. A
   * cell whose tokens have no values becomes zeros.
   *
   * @param asPublished whether padding and hidden tokens count too, with the numbers that the
   *     published code gives them as values
   * @param paddingValue that number of padding, if so
   * @param hiddenValue that number of hidden tokens, if so
   */
  record Weighted(
      @Default("false") boolean asPublished,
      @Default("-2") double paddingValue,
      @Default("-1") double hiddenValue)
      implements Pooling {

    private static final double SHORTEST = 1e-12;

    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      Tensor values = batch.values().normalised();
      Tensor kinds = batch.values().kinds();
      Tensor hidden = kinds.equalTo(TokenKind.MASK.code());
      Tensor padding = kinds.equalTo(TokenKind.PAD.code());
      Tensor weights =
          values
              .maskedFill(hidden, asPublished ? hiddenValue : 0)
              .maskedFill(padding, asPublished ? paddingValue : 0);
      Tensor states =
          asPublished
              ? tokens
              : batch
                  .present()
                  .map(present -> tokens.maskedFill(present.not().unsqueeze(2), 0))
                  .orElse(tokens);
      Tensor sum = weights.to(tokens.type()).unsqueeze(1).matmul(states).squeeze(1);
      return Functions.unitLength(sum, SHORTEST);
    }

    @Override
    public Traits traits() {
      return padding(asPublished);
    }
  }

  /**
   * The states of the two depth tokens, S and T, then the largest numbers and the means over the
   * tokens of genes: scFoundation's embedding of a cell, four times as wide as a token.
   */
  record FourPart() implements Pooling {

    private static final int PARTS = 4;

    @Override
    public int width(int tokenWidth) {
      return PARTS * tokenWidth;
    }

    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      if (!batch.hasDepth()) {
        throw new UsageException(
            "model pooling: four-part needs the two depth tokens; set tokenizer.depth");
      }
      Tensor kinds = batch.values().kinds();
      Tensor genes = genes(batch);
      Tensor largest = tokens.maskedFill(genes.not(), Double.NEGATIVE_INFINITY).max(1);
      Tensor none = genes.to(tokens.type()).sum(1).equalTo(0);
      return Tensors.concatenate(
          List.of(
              of(tokens, kinds, TokenKind.DEPTH_SOURCE),
              of(tokens, kinds, TokenKind.DEPTH_TARGET),
              largest.maskedFill(none, 0),
              ofGenes(tokens, genes)),
          1);
    }

    /** The state of the one token of a kind. */
    private static Tensor of(Tensor tokens, Tensor kinds, TokenKind kind) {
      Tensor others = kinds.equalTo(kind.code()).not().unsqueeze(2);
      return tokens.maskedFill(others, 0).sum(1);
    }
  }

  /** Where tokens stand for genes (cells, tokens, 1). */
  private static Tensor genes(ModelBatch batch) {
    Tensor kinds = batch.values().kinds();
    return kinds
        .equalTo(TokenKind.VALUE.code())
        .or(kinds.equalTo(TokenKind.ZERO.code()))
        .or(kinds.equalTo(TokenKind.MASK.code()))
        .unsqueeze(2);
  }

  /** The mean over the tokens of genes; zeros where a cell has none. */
  private static Tensor ofGenes(Tensor tokens, Tensor genes) {
    Tensor count = genes.to(tokens.type()).sum(1).clamp(1, Double.POSITIVE_INFINITY);
    return tokens.maskedFill(genes.not(), 0).sum(1).divide(count);
  }

  private static Traits padding(boolean counts) {
    return counts ? new Traits(false, false, true, true) : Traits.FREE;
  }
}
