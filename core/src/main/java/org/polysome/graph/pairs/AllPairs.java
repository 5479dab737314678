package org.polysome.graph.pairs;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One pass over all pairs of points, each pair measured once, on all processors and in little
 * memory. The points are cut into blocks, and as in a tournament every block meets every other in
 * rounds in which none has two partners, so that the pairs of a round are independent.
 */
public final class AllPairs {

  /** Strips of a block at most; two blocks of fifty dimensions stay in a usual second cache. */
  private static final int MOST_STRIPS = 8;

  /** Blocks that are wanted at least: those that meet themselves measure each pair twice. */
  private static final int BLOCKS = 32;

  private AllPairs() {}

  /**
   * Shows every pair of points to every visitor; those within a block first, so that points which
   * lie together in order know their neighbours early.
   */
  public static void visit(PointStrips points, List<? extends PairVisitor> visitors) {
    int strips = Math.clamp(points.strips() / BLOCKS, 1, MOST_STRIPS);
    int blocks = Math.ceilDiv(points.strips(), strips);
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> meet(points, new Blocks(block, block, strips), visitors));
    for (int round = 0; round < blocks; round++) {
      int sum = round;
      IntStream.range(0, blocks)
          .mapToObj(block -> new Blocks(block, Math.floorMod(sum - block, blocks), strips))
          .filter(pair -> pair.rows < pair.columns)
          .toList()
          .parallelStream()
          .forEach(pair -> meet(points, pair, visitors));
    }
  }

  /**
   * Shows every pair of a point and a query to a visitor; only queries, the columns, learn. Each
   * strip of queries meets all points in one go.
   */
  public static void visit(PointStrips points, PointStrips queries, PairVisitor visitor) {
    IntStream.range(0, queries.strips())
        .parallel()
        .forEach(
            strip -> {
              var tile = new PairTile(false);
              for (int from = 0; from < points.count(); from += PairTile.ROWS) {
                tile.fill(points, from, queries, strip);
                visitor.visit(tile);
              }
            });
  }

  /** Two blocks and the strips of a block. */
  private record Blocks(int rows, int columns, int strips) {}

  private static void meet(
      PointStrips points, Blocks blocks, List<? extends PairVisitor> visitors) {
    var tile = new PairTile(blocks.rows != blocks.columns);
    int rowsFrom = blocks.rows * blocks.strips * PointStrips.WIDTH;
    int rowsUntil =
        (int) Math.min((long) rowsFrom + blocks.strips * PointStrips.WIDTH, points.count());
    int stripsFrom = blocks.columns * blocks.strips;
    int stripsUntil = Math.min(stripsFrom + blocks.strips, points.strips());
    for (int strip = stripsFrom; strip < stripsUntil; strip++) {
      for (int from = rowsFrom; from < rowsUntil; from += PairTile.ROWS) {
        tile.fill(points, from, points, strip);
        for (PairVisitor visitor : visitors) {
          visitor.visit(tile);
        }
      }
    }
  }
}
