package org.polysome.prepare;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.anndata.Frame;

/** Finds the mitochondrial genes of a table of genes. */
public final class MitochondrialGenes {

  private MitochondrialGenes() {}

  /**
   * The genes whose symbol begins with MT- (human) or mt- (mouse), by whichever column of names has
   * most of them; empty if none has any.
   */
  public static BitSet of(Frame var) {
    BitSet most = new BitSet();
    for (List<String> names : var.texts().values()) {
      BitSet found =
          IntStream.range(0, names.size())
              .filter(g -> names.get(g).startsWith("MT-") || names.get(g).startsWith("mt-"))
              .collect(BitSet::new, BitSet::set, BitSet::or);
      most = found.cardinality() > most.cardinality() ? found : most;
    }
    return most;
  }
}
