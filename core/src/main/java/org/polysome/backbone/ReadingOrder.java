package org.polysome.backbone;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/** In which order a backbone that has one reads the tokens of a cell. */
public enum ReadingOrder {
  /** As the tokenizer gives them. */
  GIVEN,
  /** By ascending id in the vocabulary: cls before all genes, padding after all. */
  GENE;

  /** The tokens in this order. */
  Sequence of(Sequence sequence) {
    return this == GIVEN ? sequence : reordered(sequence, ranks(sequence).argsort(1));
  }

  private static Tensor ranks(Sequence sequence) {
    return sequence
        .genes()
        .to(ElementType.INT64)
        .maskedFill(sequence.kinds().equalTo(TokenKind.CLS.code()), -1)
        .maskedFill(sequence.kinds().equalTo(TokenKind.PAD.code()), Integer.MAX_VALUE);
  }

  /** The tokens of each cell in the order that (cells, tokens) positions name. */
  private static Sequence reordered(Sequence sequence, Tensor order) {
    return new Sequence(
        vectors(sequence.embedded(), order),
        sequence.genes().gather(1, order),
        sequence.kinds().gather(1, order),
        sequence.present().map(present -> present.gather(1, order)));
  }

  /** Vectors (cells, tokens, width) in the order that (cells, tokens) positions name. */
  static Tensor vectors(Tensor tokens, Tensor order) {
    return tokens.gather(1, order.unsqueeze(2).expand(-1, -1, tokens.size(2)));
  }
}
