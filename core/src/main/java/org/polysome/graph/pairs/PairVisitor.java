package org.polysome.graph.pairs;

/** Looks at the distances of a pass over all pairs of points. */
@FunctionalInterface
public interface PairVisitor {

  /**
   * Looks at one tile. Tiles come from several threads at once, but never two with a point in
   * common that learns of others, and those of one point always in the same order: what is kept for
   * each point needs no lock and does not depend on the number of threads.
   */
  void visit(PairTile tile);
}
