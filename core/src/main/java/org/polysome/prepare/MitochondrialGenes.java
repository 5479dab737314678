package org.polysome.prepare;

import java.util.BitSet;
import org.polysome.anndata.Frame;

/** Finds the mitochondrial genes of a table of genes. */
public final class MitochondrialGenes {

  private MitochondrialGenes() {}

  /**
   * The genes whose symbol begins with MT- (human) or mt- (mouse), by whichever column of names has
   * most of them; empty if none has any.
   */
  public static BitSet of(Frame var) {
    return GenesByName.of(var, name -> name.startsWith("MT-") || name.startsWith("mt-"));
  }
}
