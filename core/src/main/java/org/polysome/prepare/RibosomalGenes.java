package org.polysome.prepare;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.polysome.anndata.Frame;

/** Finds the genes of ribosomal proteins in a table of genes. */
public final class RibosomalGenes {

  private static final Pattern NAME = Pattern.compile("(RP[SL]|Rp[sl])(?!6K|6k).*");

  private RibosomalGenes() {}

  /**
   * The genes whose symbol begins with RPS or RPL (human), Rps or Rpl (mouse), but for the kinases
   * RPS6K, by whichever column of names has most of them; empty if none has any.
   */
  public static BitSet of(Frame var) {
    return GenesByName.of(var, name -> NAME.matcher(name).matches());
  }
}
