package org.polysome.nn;

/**
 * What a component promises about its input. The tokenizer and the loader obey these, and a test
 * per component checks each one's presence or absence.
 *
 * @param fixedLength works at one number of tokens only
 * @param paddingInvariant padding at the end of a cell changes nothing; without it, every cell is
 *     padded to the tokenizer's length, so that its result still does not depend on its batch
 * @param geneOrderFree tokens in another order give the same numbers in that order
 * @param batchIndependent the other cells of a batch change nothing, outside training; only what
 *     says {@code as-published} may break this
 * @param trainsAlone they change nothing in training either; batch norm breaks this
 * @param tokenStates there is a state for each token; without it, only one for the cell
 */
public record Traits(
    boolean fixedLength,
    boolean paddingInvariant,
    boolean geneOrderFree,
    boolean batchIndependent,
    boolean trainsAlone,
    boolean tokenStates) {

  /** Any length, padding, order and company, with a state for each token. */
  public static final Traits FREE = new Traits(false, true, true, true);

  /** Traits of a component with a state for each token, alike in training and outside. */
  public Traits(
      boolean fixedLength,
      boolean paddingInvariant,
      boolean geneOrderFree,
      boolean batchIndependent) {
    this(fixedLength, paddingInvariant, geneOrderFree, batchIndependent, batchIndependent, true);
  }

  /** The same with batch norm: in training, other cells matter. */
  public Traits withBatchNorm() {
    return new Traits(
        fixedLength, paddingInvariant, geneOrderFree, batchIndependent, false, tokenStates);
  }

  /** The same with one state for the cell and none for its tokens. */
  public Traits withoutTokenStates() {
    return new Traits(
        fixedLength, paddingInvariant, geneOrderFree, batchIndependent, trainsAlone, false);
  }

  /** Whether every cell has to be padded to one length. */
  public boolean padsToLength() {
    return fixedLength || !paddingInvariant;
  }

  /** What holds of two components one after the other. */
  public Traits and(Traits other) {
    return new Traits(
        fixedLength || other.fixedLength,
        paddingInvariant && other.paddingInvariant,
        geneOrderFree && other.geneOrderFree,
        batchIndependent && other.batchIndependent,
        trainsAlone && other.trainsAlone,
        tokenStates && other.tokenStates);
  }
}
