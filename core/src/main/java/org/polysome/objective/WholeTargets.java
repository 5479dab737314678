package org.polysome.objective;

import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * How many genes of the whole cells of a batch were seen, and which of them are tokens of its
 * input.
 */
final class WholeTargets {

  private final TokenBatch batch;
  private final TokenBatch.WholeCells whole;
  private final int vocabulary;

  WholeTargets(TokenBatch batch, int vocabulary) {
    this.batch = batch;
    this.whole =
        batch
            .whole()
            .orElseThrow(() -> new IllegalArgumentException("a batch without whole cells"));
    this.vocabulary = vocabulary;
  }

  /** 1 for each gene of each cell that is a token of the input, hidden or not. */
  Tensor input(Device device) {
    int size = 0;
    long[] at = new long[batch.genes().length];
    for (int token = 0; token < at.length; token++) {
      if (batch.genes()[token] < vocabulary) {
        at[size++] = (long) (token / batch.tokens()) * vocabulary + batch.genes()[token];
      }
    }
    Tensor ones = Tensors.full(1, ElementType.FLOAT32, Device.CPU, size);
    return spread(java.util.Arrays.copyOf(at, size), ones, device);
  }

  /** How many genes of the batch were seen. */
  long seen() {
    return whole.indptr()[batch.cells()];
  }

  /** How many gene tokens the input has. */
  long inputGenes() {
    long genes = 0;
    for (int gene : batch.genes()) {
      genes += gene < vocabulary ? 1 : 0;
    }
    return genes;
  }

  /** How many gene tokens of the input, hidden or not, stand for genes that were seen. */
  long inputSeen() {
    long seen = 0;
    for (byte kind : batch.kinds()) {
      seen += kind == TokenKind.VALUE.code() ? 1 : 0;
    }
    if (batch.masked().isPresent()) {
      for (float value : batch.masked().get().values()) {
        seen += value != 0 ? 1 : 0;
      }
    }
    return seen;
  }

  private Tensor spread(long[] at, Tensor values, Device device) {
    Tensor index = Tensors.of(at, at.length).to(device);
    return Tensors.zeros(ElementType.FLOAT32, device, (long) batch.cells() * vocabulary)
        .indexCopyInPlace(0, index, values.to(device))
        .reshape(batch.cells(), vocabulary);
  }
}
