package org.polysome.simulate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.random.Elementary;
import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/**
 * Gene programs: sets of genes that rise and fall together. In a cell with activity a of a program,
 * a member with loading w is expressed {@code exp(a * w)} times as much.
 *
 * @param count number of programs
 * @param programOf program of each gene, {@link #NONE} for most
 * @param loadings loading of each gene, 0 outside programs
 * @param members genes of each program, the best expressed first
 * @param typeActivity mean activity (types, programs)
 */
record Programs(
    int count, int[] programOf, float[] loadings, int[][] members, double[][] typeActivity) {

  /** The program of a gene that is in none. */
  static final int NONE = -1;

  /** Activities are cut to this range, which bounds the effect on a gene. */
  static final double MOST_ACTIVITY = 2.5;

  /** Spread of the activity between cells of one type. */
  static final double CELL_SPREAD = 0.6;

  private static final int MOST_PROGRAMS = 10;
  private static final int MOST_GENES = 30;

  private static final double LEAST_LOADING = 0.4;
  private static final double MOST_LOADING = 0.8;

  /** Number of genes in programs, for a number of genes. */
  static int members(int genes) {
    return count(genes) * size(genes);
  }

  private static int count(int genes) {
    return Math.clamp(genes / 20, 1, MOST_PROGRAMS);
  }

  private static int size(int genes) {
    return Math.clamp(genes / 4 / count(genes), 1, MOST_GENES);
  }

  /**
   * Draws programs among the better expressed half of the genes.
   *
   * @param expressed all genes, the best expressed first
   * @param typeStrength how far types differ in their mean activity
   */
  static Programs draw(long seed, int[] expressed, int types, double typeStrength) {
    Variates variates = new Variates(Seeds.of(seed, Seeds.of("programs")));
    int genes = expressed.length;
    int count = count(genes);
    int size = size(genes);
    int[] chosen = chooseFrom(Arrays.copyOf(expressed, genes / 2), count * size, variates);
    int[] programOf = new int[genes];
    Arrays.fill(programOf, NONE);
    float[] loadings = new float[genes];
    int[][] members = new int[count][size];
    for (int i = 0; i < chosen.length; i++) {
      programOf[chosen[i]] = i % count;
      members[i % count][i / count] = chosen[i];
      loadings[chosen[i]] =
          (float) (LEAST_LOADING + (MOST_LOADING - LEAST_LOADING) * variates.uniform());
    }
    double[][] activity =
        IntStream.range(0, types)
            .mapToObj(
                t ->
                    IntStream.range(0, count)
                        .mapToDouble(k -> typeStrength * variates.gaussian())
                        .toArray())
            .toArray(double[][]::new);
    return new Programs(count, programOf, loadings, members, activity);
  }

  /** The most that programs can multiply a gene's expression with. */
  double mostFactor(int gene) {
    return StrictMath.exp(MOST_ACTIVITY * loadings[gene]);
  }

  /** What a cell's activities multiply a gene's expression with. */
  double factor(int gene, double[] activities) {
    int program = programOf[gene];
    return program == NONE ? 1 : Elementary.exp(activities[program] * loadings[gene]);
  }

  private static int[] chooseFrom(int[] ordered, int count, Variates variates) {
    int[] chosen = new int[count];
    int taken = 0;
    for (int i = 0; i < ordered.length && taken < count; i++) {
      if (variates.uniform() * (ordered.length - i) < count - taken) {
        chosen[taken++] = ordered[i];
      }
    }
    return chosen;
  }
}
