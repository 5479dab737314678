package org.polysome.metric.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.matrix.DenseMatrix;

/** Structural integrity and errors of the case {@code probes}, which are float32 there. */
public final class ReconstructionGolden implements GoldenCheck {

  /** Sums of float32, relative to the number where it is above one. */
  private static final double FLOAT32 = 1e-5;

  @Override
  public void check(GoldenCase golden) {
    long[] perturbations = golden.tensor("in.pert").toLongs();
    boolean[] control = new boolean[perturbations.length];
    for (int cell = 0; cell < control.length; cell++) {
      control[cell] = perturbations[cell] == 0;
    }
    int[] batches =
        Arrays.stream(golden.tensor("in.batch").toLongs()).mapToInt(b -> (int) b).toArray();
    var prediction = new Prediction(matrix(golden, "in.preds"), matrix(golden, "in.targets"));
    var found =
        StructuralIntegrity.of(prediction, new StructuralIntegrity.Design(batches, control));
    number(found.integrity().value().orElseThrow(), golden, "out.struct.integrity");
    double count = golden.tensor("out.struct.batches").toDoubles()[0];
    number(found.distance() * count, golden, "out.struct.total_distance");
    number(found.norm() * count, golden, "out.struct.total_max_distance");
    double[] metrics = {
      ReconstructionErrors.meanSquared(prediction).value().orElseThrow(),
      ReconstructionErrors.meanAbsolute(prediction).value().orElseThrow(),
      ReconstructionErrors.pearson(prediction).value().orElseThrow(),
      ReconstructionErrors.spearman(prediction).value().orElseThrow(),
      ReconstructionErrors.determination(prediction).value().orElseThrow()
    };
    double[] expected = golden.tensor("out.struct.metrics_mse_mae_pearson_spearman_r2").toDoubles();
    assertThat(expected).hasSameSizeAs(metrics);
    for (int i = 0; i < metrics.length; i++) {
      number(metrics[i], expected[i], "metric " + i);
    }
  }

  private static void number(double found, GoldenCase golden, String name) {
    number(found, golden.tensor(name).toDoubles()[0], name);
  }

  private static void number(double found, double expected, String name) {
    double allowed = FLOAT32 * Math.max(1, Math.abs(expected));
    assertThat(found).as(name).isCloseTo(expected, Offset.offset(allowed));
  }

  private static DenseMatrix matrix(GoldenCase golden, String name) {
    long[] shape = golden.tensor(name).shape();
    return new DenseMatrix((int) shape[0], (int) shape[1], golden.tensor(name).toDoubles());
  }
}
