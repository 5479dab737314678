package org.polysome.metric.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.matrix.DenseMatrix;

/** Structural integrity and errors of the case {@code probes}, which are float32 there. */
public final class ReconstructionGolden implements GoldenCheck {

  private static final Offset<Double> CLOSE = Offset.offset(1e-5);

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
    assertThat(metrics)
        .containsExactly(
            golden.tensor("out.struct.metrics_mse_mae_pearson_spearman_r2").toDoubles(), CLOSE);
  }

  private static void number(double found, GoldenCase golden, String name) {
    assertThat(found).as(name).isCloseTo(golden.tensor(name).toDoubles()[0], CLOSE);
  }

  private static DenseMatrix matrix(GoldenCase golden, String name) {
    long[] shape = golden.tensor(name).shape();
    return new DenseMatrix((int) shape[0], (int) shape[1], golden.tensor(name).toDoubles());
  }
}
