package org.polysome.suite.map;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.graph.umap.Umap;
import org.polysome.matrix.DenseMatrix;

/** Lays embeddings out by UMAP. */
public final class Painter {

  private static final long SEED = 0;

  private Painter() {}

  /** Cells with what they are coloured by. */
  public record Scene(String input, List<String> names, Grouping label, Optional<Grouping> batch) {}

  /**
   * Draws an embedding.
   *
   * @param embedding its name
   * @param points (cells, dimensions)
   * @param scene the cells
   */
  public static Picture paint(String embedding, DenseMatrix points, Scene scene) {
    int[] drawn = drawn(points.rows());
    DenseMatrix layout = Umap.forPoints(drawn.length, SEED).layout(points.select(drawn));
    float[] x = new float[drawn.length];
    float[] y = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      x[i] = rounded(layout.get(i, 0));
      y[i] = rounded(layout.get(i, 1));
    }
    return new Picture(
        scene.input,
        embedding,
        IntStream.of(drawn).mapToObj(scene.names::get).toList(),
        x,
        y,
        colouring(scene.label, drawn),
        scene.batch.map(batch -> colouring(batch, drawn)));
  }

  private static Picture.Colouring colouring(Grouping grouping, int[] drawn) {
    Grouping chosen = grouping.select(drawn);
    return new Picture.Colouring(chosen.column(), chosen.names(), chosen.codes());
  }

  private static int[] drawn(int cells) {
    int count = Math.min(cells, Picture.MOST_POINTS);
    return IntStream.range(0, count).map(i -> (int) ((long) i * cells / count)).toArray();
  }

  /** Three digits behind the point: more than a screen can show. */
  private static float rounded(double coordinate) {
    return Math.round(coordinate * 1000) / 1000F;
  }
}
