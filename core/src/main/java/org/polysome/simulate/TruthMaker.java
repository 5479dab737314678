package org.polysome.simulate;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/** Draws the truth of a simulation from its settings. */
final class TruthMaker {

  /** Share of the genes that are markers of a type. */
  private static final double MARKER_SHARE = 0.04;

  /** Spread of the logarithm of a marker's fold change at difficulty 0. */
  private static final double MARKER_STRENGTH = 2;

  /** Spread of the types' mean program activities at difficulty 0. */
  private static final double PROGRAM_STRENGTH = 1;

  private static final double BATCH_SPREAD = 0.25;
  private static final double MOST_BATCH_EFFECT = 0.75;

  private final SimulationSpec spec;
  private final Reference reference;

  TruthMaker(SimulationSpec spec, Reference reference) {
    this.spec = spec;
    this.reference = reference;
  }

  Truth make() {
    double ease = 1 - spec.difficulty();
    List<String> types =
        reference
            .types()
            .map(Reference.KnownTypes::names)
            .orElseGet(() -> numbered("type", spec.types()));
    int[] expressed = mostExpressedFirst();
    Programs programs =
        Programs.draw(spec.seed(), expressed, types.size(), PROGRAM_STRENGTH * ease);
    return new Truth(
        reference.genes(),
        types,
        reference.types().map(Reference.KnownTypes::shares).orElseGet(this::drawnShares),
        abundance(types.size(), ease),
        batchFactors(),
        reference.dispersion(),
        programs,
        knockdowns(programs),
        reference.libraryMean(),
        reference.librarySpread());
  }

  /** Names such as type1 to type9, or type01 to type10, so that they sort as they are numbered. */
  static List<String> numbered(String name, int count) {
    int width = String.valueOf(count).length();
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> String.format(Locale.ROOT, "%s%0" + width + "d", name, i))
        .toList();
  }

  private int[] mostExpressedFirst() {
    double[] abundance = reference.abundance();
    return IntStream.range(0, abundance.length)
        .boxed()
        .sorted((a, b) -> Double.compare(abundance[b], abundance[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Shares between 1/2 and 3/2 of the mean. */
  private double[] drawnShares() {
    Variates variates = new Variates(Seeds.of(spec.seed(), Seeds.of("shares")));
    double[] shares =
        IntStream.range(0, spec.types()).mapToDouble(t -> 0.5 + variates.uniform()).toArray();
    Reference.scale(shares, 0, shares.length, 1);
    return shares;
  }

  private float[][] abundance(int types, double ease) {
    float[][] rows = new float[types][];
    for (int t = 0; t < types; t++) {
      rows[t] = reference.types().isPresent() ? known(t, ease) : drawn(t, ease);
    }
    return rows;
  }

  /** A type of a real file, drawn towards the mean cell as the difficulty rises above one half. */
  private float[] known(int type, double ease) {
    double[] own = reference.types().orElseThrow().abundance()[type];
    double weight = Math.min(1, 2 * ease);
    double[] row = new double[own.length];
    for (int g = 0; g < row.length; g++) {
      row[g] = weight * own[g] + (1 - weight) * reference.abundance()[g];
    }
    return normalised(row);
  }

  private float[] drawn(int type, double ease) {
    Variates variates = new Variates(Seeds.of(spec.seed(), Seeds.of("markers"), type));
    double[] row = reference.abundance().clone();
    for (int g = 0; g < row.length; g++) {
      if (variates.uniform() < MARKER_SHARE) {
        row[g] *= StrictMath.exp(MARKER_STRENGTH * ease * variates.gaussian());
      }
    }
    return normalised(row);
  }

  private static float[] normalised(double[] row) {
    Reference.scale(row, 0, row.length, 1);
    float[] floats = new float[row.length];
    for (int g = 0; g < row.length; g++) {
      floats[g] = (float) row[g];
    }
    return floats;
  }

  private float[][] batchFactors() {
    float[][] factors = new float[spec.batches()][reference.genes().size()];
    for (int b = 0; b < factors.length; b++) {
      Variates variates = new Variates(Seeds.of(spec.seed(), Seeds.of("batches"), b));
      for (int g = 0; g < factors[b].length; g++) {
        double effect = BATCH_SPREAD * variates.gaussian();
        factors[b][g] =
            spec.batches() == 1
                ? 1
                : (float) StrictMath.exp(Math.clamp(effect, -MOST_BATCH_EFFECT, MOST_BATCH_EFFECT));
      }
    }
    return factors;
  }

  /** Knock-downs go round the programs, the best expressed members first. */
  private List<Truth.Knockdown> knockdowns(Programs programs) {
    return IntStream.range(0, spec.perturbations())
        .mapToObj(
            p -> {
              int program = p % programs.count();
              return new Truth.Knockdown(
                  programs.members()[program][p / programs.count()], program);
            })
        .toList();
  }
}
