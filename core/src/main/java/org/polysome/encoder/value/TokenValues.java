package org.polysome.encoder.value;

import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/**
 * What a value encoder reads, (cells, tokens) each.
 *
 * @param normalised values as the tokenizer normalised them, 0 where hidden or absent
 * @param counts raw counts, 0 where hidden or absent
 * @param kinds {@link TokenKind#code()} of each token, 32-bit integers
 */
public record TokenValues(Tensor normalised, Tensor counts, Tensor kinds) {

  /** Where tokens are of one kind, truth values. */
  Tensor are(TokenKind kind) {
    return kinds.equalTo(kind.code());
  }

  /** Where a token holds a number: seen genes and depths, and zeros if they count as numbers. */
  Tensor hold(Zero zero) {
    Tensor numbers =
        are(TokenKind.VALUE).or(are(TokenKind.DEPTH_SOURCE)).or(are(TokenKind.DEPTH_TARGET));
    return zero == Zero.NUMBER ? numbers.or(are(TokenKind.ZERO)) : numbers;
  }

  /** The numbers that others stand for: those of the tokens, and what others have instead. */
  TokenValues withNumbers(Others.Number others) {
    Tensor hidden = are(TokenKind.MASK);
    Tensor absent = hold(Zero.NUMBER).not().and(hidden.not());
    return new TokenValues(
        normalised.maskedFill(absent, others.special()).maskedFill(hidden, others.mask()),
        counts.maskedFill(absent, others.special()).maskedFill(hidden, others.mask()),
        kinds);
  }
}
