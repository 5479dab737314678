package org.polysome.objective;

import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;

/**
 * The whole model of scGPT: embeddings of genes, values and batches, transformer, the heads of
 * masked values, of genes asking the cell, of cell types and of batches behind a reversed gradient,
 * elastic similarity, contrast; all losses, and the gradients of two sums of them.
 *
 * <p>Not compared: what padded positions hold, since ours has no value for them ({@code
 * as-published} pooling over bins apart, where they count); {@code out.encoder_input}, which no
 * public form shows; and pooling in {@code out.fastpath}, where an inference kernel has set padding
 * to zero, besides the states of tokens, which agree.
 */
public final class ScgptModelGolden implements GoldenCheck {

  @Override
  public void check(GoldenCase golden) {
    try (ScgptModel model = new ScgptModel(golden)) {
      new ScgptOutputs(golden, model).check();
    }
  }
}
