package org.polysome.train;

import java.util.ArrayList;
import java.util.List;
import org.polysome.model.CellModel;
import org.polysome.model.ModelSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Weights;
import org.polysome.objective.Objective;
import org.polysome.objective.ObjectiveContext;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.loop.Learner;
import org.polysome.train.loop.ModelPass;

/** Builds what a plan trains. */
final class Learners {

  private static final Weights HEAD_WEIGHTS = new Weights.Normal(0.02);

  private Learners() {}

  /**
   * The model and the objectives of a plan, with fresh parameters.
   *
   * @param measured which genes of the vocabulary each source of the corpus measured
   * @param parameters where parameters and buffers go
   */
  static Learner build(Plan plan, MeasuredGenes measured, Parameters parameters) {
    int genes = measured.vocabulary();
    ModelSpec spec = plan.model();
    CellModel model = spec.build(genes, parameters);
    BuildContext build = new BuildContext(spec.sizes(genes), parameters, HEAD_WEIGHTS);
    ObjectiveContext context = new ObjectiveContext(build, measured);
    List<Objective> objectives = new ArrayList<>();
    for (ObjectiveSpec objective : plan.objectives()) {
      objectives.add(objective.build(context.named(objective.name())));
    }
    return new Learner(ModelPass.through(model, parameters.device()), objectives, parameters);
  }
}
