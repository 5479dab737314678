package org.polysome.model;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polysome.encoder.value.TokenValues;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * The tokens of a batch that are neither padding nor hidden nor zero, in the order they had, and
 * the way back. A cell without any has its first token.
 *
 * @param places where each of them was (cells, seen), 64-bit integers
 * @param present (cells, seen) true where there is one
 */
record SeenTokens(Tensor places, Tensor present) {

  static SeenTokens of(ModelBatch batch) {
    Tensor kinds = batch.values().kinds();
    Tensor unseen =
        kinds
            .equalTo(TokenKind.PAD.code())
            .or(kinds.equalTo(TokenKind.ZERO.code()))
            .or(kinds.equalTo(TokenKind.MASK.code()));
    int longest = Math.max(1, batch.seen());
    Tensor places = unseen.to(ElementType.INT32).argsort(1).narrow(1, 0, longest);
    Tensor counts = unseen.not().to(ElementType.INT64).sum(1).clamp(1L, Long.MAX_VALUE);
    Tensor slots = Tensors.range(longest, kinds.device()).unsqueeze(0);
    return new SeenTokens(places, slots.subtract(counts.unsqueeze(1)).lessThan(0));
  }

  /** A batch of them alone. */
  ModelBatch gather(ModelBatch batch) {
    Tensor kinds = batch.values().kinds().gather(1, places);
    TokenValues values =
        new TokenValues(
            batch.values().normalised().gather(1, places),
            batch.values().counts().gather(1, places),
            kinds.maskedFill(present.not(), TokenKind.PAD.code()));
    return new ModelBatch(
        batch.host(),
        batch.genes().gather(1, places),
        values,
        Optional.of(present),
        batch.startsWithCls(),
        batch.hasDepth(),
        batch.seen(),
        batch.labels(),
        gather(batch.fields()),
        batch.masked(),
        batch.whole());
  }

  private Map<String, ModelBatch.Field> gather(Map<String, ModelBatch.Field> fields) {
    return fields.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                field ->
                    new ModelBatch.Field(
                        field.getValue().codes().gather(1, places), field.getValue().largest())));
  }

  /**
   * Puts their states back where they were.
   *
   * @param all (cells, tokens, width)
   * @param states (cells, seen, width)
   * @return all, with the states in place of those tokens
   */
  Tensor scatter(Tensor all, Tensor states) {
    Tensor index = places.unsqueeze(2).expand(-1, -1, all.size(2));
    Tensor kept = all.gather(1, index);
    return all.scatter(1, index, Tensors.where(present.unsqueeze(2), states.to(all.type()), kept));
  }
}
