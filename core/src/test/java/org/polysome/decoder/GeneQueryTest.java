package org.polysome.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.GoldenCase;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class GeneQueryTest {

  private static final int WIDTH = 8;
  private static final int CELL_WIDTH = 6;
  private static final int GENES = 7;
  private static final int CELLS = 3;
  private static final int OUTPUTS = 2;

  static Stream<GeneQuerySpec> queries() {
    return Stream.of(
        new GeneQuerySpec.InnerProduct(),
        new GeneQuerySpec.MlpProduct(1, Activation.RELU),
        new GeneQuerySpec.Concat(5),
        new GeneQuerySpec.Sum(4));
  }

  /** The table at once against one pair after the other. */
  @ParameterizedTest
  @MethodSource("queries")
  void theTableHasTheAnswerOfEveryPair(GeneQuerySpec spec) {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 3)) {
      BuildContext context =
          new BuildContext(new Dimensions(GENES, WIDTH, 1, 2), parameters, new Weights.FanIn());
      GeneQuery query = spec.build(context, CELL_WIDTH, OUTPUTS);
      Tensor genes = normal(GENES, WIDTH, 5);
      Tensor cells = normal(CELLS, CELL_WIDTH, 6);
      Tensor table = query.table(genes, cells);
      assertThat(table.shape()).containsExactly(CELLS, GENES, OUTPUTS);
      List<Tensor> pairs =
          Stream.iterate(0, pair -> pair < CELLS * GENES, pair -> pair + 1)
              .map(
                  pair ->
                      query.forward(
                          genes.narrow(0, pair % GENES, 1), cells.narrow(0, pair / GENES, 1)))
              .toList();
      GoldenCase.check(
          table.reshape(CELLS * GENES, OUTPUTS),
          Tensors.concatenate(pairs, 0),
          spec.toString(),
          1e-5);
    }
  }

  private static Tensor normal(int rows, int columns, long seed) {
    return Tensors.of(new Initialisation.Normal(1).draw(rows * columns, seed), rows, columns);
  }
}
