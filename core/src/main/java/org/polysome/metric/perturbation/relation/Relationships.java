package org.polysome.metric.perturbation.relation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Known relationships between genes, as a database such as CORUM has them.
 *
 * @param name of the database
 * @param pairs each once
 */
public record Relationships(String name, Set<GenePair> pairs) {

  /** Copies the pairs, keeping their order. */
  public Relationships {
    pairs = Collections.unmodifiableSet(new LinkedHashSet<>(pairs));
  }

  /** The names of all genes, sorted. */
  public Set<String> genes() {
    Set<String> genes = new TreeSet<>();
    for (GenePair pair : pairs) {
      genes.add(pair.first());
      genes.add(pair.second());
    }
    return genes;
  }

  /**
   * The pairs of which both genes are in a map.
   *
   * @param names the gene of each row of the map
   * @throws IllegalArgumentException if a name occurs twice
   */
  public RowPairs in(List<String> names) {
    Map<String, Integer> rows = new HashMap<>();
    for (String name : names) {
      if (rows.put(name, rows.size()) != null) {
        throw new IllegalArgumentException("gene " + name + " occurs twice in the map");
      }
    }
    Collection<GenePair> present =
        pairs.stream()
            .filter(pair -> rows.containsKey(pair.first()) && rows.containsKey(pair.second()))
            .toList();
    return new RowPairs(
        present.stream().mapToInt(pair -> rows.getOrDefault(pair.first(), 0)).toArray(),
        present.stream().mapToInt(pair -> rows.getOrDefault(pair.second(), 0)).toArray());
  }
}
