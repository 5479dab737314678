package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.model.EncoderDecoder;
import org.polysome.tensor.Engine;

class RecipeStepsTest {

  @Test
  void everyRecipeThatTakesStepsIsMeasured() {
    assertThat(RecipeSteps.names())
        .contains("scgpt", "geneformer", "scbert", "scfoundation", "txfm-b", "scvi")
        .doesNotContain("pca", "txfm-b-tiny", "encoding-grid");
  }

  @Test
  void widthAndLengthAreThoseOfTheRecipe() {
    var plan = RecipeSteps.plan("txfm-b", List.of());
    assertThat(plan.tokenizer().length()).isEqualTo(2049);
    assertThat(plan.model().sizes(10).width()).isEqualTo(768);
    assertThat(plan.model().sizes(10).layers()).isEqualTo(2);
    assertThat(plan.training().cellsPerStep()).isEqualTo(2);
  }

  @Test
  void anEncoderAndItsDecoderHaveTwoLayersEach() {
    var model = (EncoderDecoder) RecipeSteps.plan("scfoundation", List.of()).model();
    assertThat(model.encoder().layers()).isEqualTo(2);
    assertThat(model.decoder().layers()).isEqualTo(2);
  }

  @Test
  void stepsWithOneAndWithTwoThreadsAreTimed() {
    int before = Engine.threads();
    try (SimulatedCorpus cells = SimulatedCorpus.labelled(16, 300, RecipeSteps.columns())) {
      RecipeSteps.Times times =
          new RecipeSteps("longtail-mlp", cells.folder().resolve("corpus")).take();
      assertThat(times.one()).isPositive();
      assertThat(times.two()).isPositive();
    }
    assertThat(Engine.threads()).isEqualTo(before);
  }
}
