package org.polysome.model;

import org.polysome.fault.UsageException;
import org.polysome.tensor.Tensor;

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

  /**
   * The mean over all tokens that are not padding. A cls token counts as one of them: it has seen
   * the cell as they have, and a cell always has one where the tokenizer makes one.
   */
  record Mean() implements Pooling {
    @Override
    public Tensor pool(Tensor tokens, ModelBatch batch) {
      return batch
          .present()
          .map(
              present -> {
                Tensor share = present.to(tokens.type()).unsqueeze(2);
                return tokens.maskedFill(present.not().unsqueeze(2), 0).sum(1).divide(share.sum(1));
              })
          .orElseGet(() -> tokens.mean(1));
    }
  }
}
