package org.polysome.nn;

/**
 * What a component promises about its input. The loader and the packer obey these, and a test per
 * component checks each one's presence or absence.
 *
 * @param fixedLength works at one number of tokens only
 * @param paddingInvariant padding at the end of a cell changes nothing
 * @param geneOrderFree tokens in another order give the same numbers in that order
 * @param batchIndependent the other cells of a batch change nothing
 */
public record Traits(
    boolean fixedLength,
    boolean paddingInvariant,
    boolean geneOrderFree,
    boolean batchIndependent) {

  /** Any length, padding, order and company. */
  public static final Traits FREE = new Traits(false, true, true, true);

  /** What holds of two components one after the other. */
  public Traits and(Traits other) {
    return new Traits(
        fixedLength || other.fixedLength,
        paddingInvariant && other.paddingInvariant,
        geneOrderFree && other.geneOrderFree,
        batchIndependent && other.batchIndependent);
  }
}
