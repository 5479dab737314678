package org.polysome.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polysome.model.CellModel;
import org.polysome.model.ModelInputs;
import org.polysome.model.ModelSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Weights;
import org.polysome.objective.LabelDictionary;
import org.polysome.objective.Objective;
import org.polysome.objective.ObjectiveContext;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.loop.Learner;

/** Builds what a plan trains. */
public final class Learners {

  private static final Weights HEAD_WEIGHTS = new Weights.Normal(0.02);

  private Learners() {}

  /** What the model of a plan is built for. */
  static ModelInputs inputs(Plan plan, int genes, Map<String, LabelDictionary> labels) {
    Map<String, Integer> counts = new HashMap<>();
    labels.forEach((column, dictionary) -> counts.put(column, dictionary.categories().size()));
    return new ModelInputs(genes, counts, plan.tokenizer().furtherKinds());
  }

  /**
   * The model and the objectives of a plan, with fresh parameters.
   *
   * @param measured which genes of the vocabulary the model sees of each source of the corpus
   * @param labels the labels of the columns that are read
   * @param parameters where parameters and buffers go
   */
  public static Learner build(
      Plan plan,
      MeasuredGenes measured,
      Map<String, LabelDictionary> labels,
      Parameters parameters) {
    CellModel model = plan.model().build(inputs(plan, measured.vocabulary(), labels), parameters);
    return around(model, plan, new HeadInputs(measured, labels), parameters);
  }

  /**
   * What heads are built for.
   *
   * @param measured which genes of the vocabulary the model sees of each source of the cells
   * @param labels the labels of the columns that are read
   */
  record HeadInputs(MeasuredGenes measured, Map<String, LabelDictionary> labels) {}

  /** A model of a plan that was just built, and the objectives of the plan. */
  static Learner around(CellModel model, Plan plan, HeadInputs heads, Parameters parameters) {
    ModelSpec spec = plan.model();
    int genes = heads.measured().vocabulary();
    BuildContext build = new BuildContext(spec.sizes(genes), parameters, HEAD_WEIGHTS);
    ObjectiveContext context =
        new ObjectiveContext(
            build, heads.measured(), heads.labels(), spec.embeddingWidth(), spec.labelWidth());
    List<Objective> objectives = new ArrayList<>();
    for (ObjectiveSpec objective : plan.objectives()) {
      objectives.add(objective.build(context.named(objective.name())));
    }
    return new Learner(model, objectives, parameters);
  }
}
