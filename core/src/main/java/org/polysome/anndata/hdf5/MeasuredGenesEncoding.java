package org.polysome.anndata.hdf5;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.MeasuredGenes;

/** How {@link MeasuredGenes} lies in {@code uns}. */
final class MeasuredGenesEncoding {

  static final String GROUP = "polysome";
  static final String MEASURED = "measured";
  static final String SOURCES = "sources";
  static final String SOURCE_KEY = "source_key";

  private MeasuredGenesEncoding() {}

  static Optional<MeasuredGenes> decode(Hdf5Node root, int genes) {
    Optional<Hdf5Node> table = root.find("uns/" + GROUP + "/" + MEASURED);
    return table.map(node -> decode(node, root.require("uns/" + GROUP), genes));
  }

  private static MeasuredGenes decode(Hdf5Node table, Hdf5Node group, int genes) {
    List<String> sources = ColumnReader.texts(group.require(SOURCES));
    String key =
        group
            .require(SOURCE_KEY)
            .read()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .orElseThrow(() -> group.fault(SOURCE_KEY + " is not a text"));
    long[] shape = table.shape();
    if (shape.length != 2 || shape[0] != sources.size() || shape[1] != genes) {
      throw table.fault("does not fit its " + sources.size() + " sources and " + genes + " genes");
    }
    NumericType type =
        NumericType.of(table.dataset().getDataType())
            .orElseThrow(() -> table.fault("is not a table of 0 and 1"));
    double[] values = ArrayReader.doubles(table, type);
    List<BitSet> sets = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      BitSet set = new BitSet(genes);
      for (int g = 0; g < genes; g++) {
        set.set(g, values[s * genes + g] != 0);
      }
      sets.add(set);
    }
    return new MeasuredGenes(key, sources, sets);
  }
}
