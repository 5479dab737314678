package org.polysome.tokenizer;

import org.polysome.random.Seeds;

/**
 * What the random choices of a batch depend on besides the content of each cell.
 *
 * @param seed seed of the run
 * @param epoch epoch of training; fixed for validation and embedding
 * @param hides whether values are masked where a target asks for it
 * @param together whether cells of a batch are trained on together; only then may a choice depend
 *     on batch mates
 */
public record Draw(long seed, long epoch, boolean hides, boolean together) {

  /** The choices of one epoch of training. */
  public static Draw training(long seed, long epoch) {
    return new Draw(seed, epoch, true, true);
  }

  /** The choices of validation: hidden values as in training, the same each time. */
  public static Draw validation(long seed) {
    return new Draw(Seeds.of(seed, Seeds.of("validation")), 0, true, false);
  }

  /** The choices of embedding: nothing is hidden, the same each time. */
  public static Draw embedding(long seed) {
    return new Draw(Seeds.of(seed, Seeds.of("embedding")), 0, false, false);
  }

  /** The seed of one kind of choice for one cell. */
  long seed(long contentHash, long purpose) {
    return Seeds.of(seed, contentHash, epoch, purpose);
  }
}
