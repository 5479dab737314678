package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.Learners;
import org.polysome.train.Plan;

/**
 * The numbers of parameters that TxFM prints (57 M, 159 M, 403 M) for its 44,349 genes, by the
 * layout that fits all three. Ours has a row for each of 7 kinds of token without a gene, where
 * that layout has one, and a number for each of them.
 */
class TxfmCountsTest {

  private static final int GENES = 44_349;

  @ParameterizedTest
  @CsvSource({"txfm-s, 56742333", "txfm-b, 158561853", "txfm-l, 402688317"})
  void areThePrintedOnes(String recipe, long printed) {
    Plan plan = Experiment.load(recipe, List.of()).plan();
    int width = plan.model().embeddingWidth();
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      Learners.build(plan, MeasuredGenes.everything(1, GENES), Map.of(), shapes);
      assertThat(shapes.count() - 6L * width - 7).isEqualTo(printed);
    }
  }
}
