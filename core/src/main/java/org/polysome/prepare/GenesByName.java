package org.polysome.prepare;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.polysome.anndata.Frame;

/** Finds genes by what they are called. */
final class GenesByName {

  private GenesByName() {}

  /** Those whose name is as wanted, by whichever column of names has most of them. */
  static BitSet of(Frame var, Predicate<String> wanted) {
    BitSet most = new BitSet();
    for (List<String> names : var.texts().values()) {
      BitSet found =
          IntStream.range(0, names.size())
              .filter(gene -> wanted.test(names.get(gene)))
              .collect(BitSet::new, BitSet::set, BitSet::or);
      most = found.cardinality() > most.cardinality() ? found : most;
    }
    return most;
  }
}
