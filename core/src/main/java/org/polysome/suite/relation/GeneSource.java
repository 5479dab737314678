package org.polysome.suite.relation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.matrix.ArraySize;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;
import org.polysome.suite.GeneVectors;

/**
 * Where gene vectors come from.
 *
 * @param name what its rows are called
 * @param vectors one for each gene; no name twice
 */
record GeneSource(String name, GeneVectors vectors) {

  /** Keeps the first of genes that share a name. */
  GeneSource {
    Set<String> seen = new HashSet<>();
    List<String> genes = vectors.genes();
    int[] kept = IntStream.range(0, genes.size()).filter(i -> seen.add(genes.get(i))).toArray();
    vectors = kept.length == genes.size() ? vectors : vectors.select(kept);
  }

  /** Normal numbers, which know nothing. */
  static GeneSource random(List<String> genes, int dimensions, long seed) {
    RandomGenerator random = Seeds.generator(Seeds.of("random gene vectors"), seed);
    double[] values =
        new double[ArraySize.of("random vectors (genes, dimensions)", genes.size(), dimensions)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return new GeneSource(
        "baseline/random_vectors",
        new GeneVectors(genes, new DenseMatrix(genes.size(), dimensions, values)));
  }
}
