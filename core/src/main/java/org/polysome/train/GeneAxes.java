package org.polysome.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.model.ModelInputs;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * Which dimension of each tensor of a model has entries per gene or per kind of token. No component
 * has to say so: the dimension is the one that grows when the same model is built, without memory,
 * for one gene more, or for one kind more.
 */
final class GeneAxes {

  private final Map<String, Axis> axes = new HashMap<>();

  /**
   * A dimension of {@code genes * perGene + others} entries, the genes' first and in their order.
   *
   * @param dimension which
   * @param perGene entries of each gene; 0 where it has entries per kind alone
   * @param others further entries
   * @param kinds whether the last of those are of the kinds of tokens without a gene
   */
  record Axis(int dimension, long perGene, long others, boolean kinds) {

    Axis withOthers(long count) {
      return new Axis(dimension, perGene, count, kinds);
    }
  }

  private GeneAxes() {}

  /** The dimensions of a run's model and objectives, whose tensors these are. */
  static GeneAxes of(Run run, Parameters parameters) {
    GeneAxes found = new GeneAxes();
    found.findGenes(run, parameters);
    found.findKinds(run, parameters);
    return found;
  }

  private void findGenes(Run run, Parameters parameters) {
    int genes = run.vocabulary().size();
    MeasuredGenes oneMore = MeasuredGenes.everything(1, genes + 1);
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      Learners.build(run.plan(), oneMore, run.labels(), shapes);
      Map<String, Tensor> larger = shapes.all();
      parameters
          .all()
          .forEach(
              (name, tensor) -> {
                Tensor other = larger.get(name);
                if (other != null) {
                  addGenes(name, tensor.shape(), other.shape(), genes);
                }
              });
    }
  }

  /** Only the model has vectors of kinds, and no objective. */
  private void findKinds(Run run, Parameters parameters) {
    ModelInputs inputs = run.modelInputs();
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      run.plan()
          .model()
          .build(
              new ModelInputs(inputs.genes(), inputs.labels(), inputs.furtherKinds() + 1), shapes);
      shapes
          .all()
          .forEach((name, larger) -> addKinds(name, parameters.get(name).shape(), larger.shape()));
    }
  }

  private void addKinds(String name, long[] shape, long[] larger) {
    for (int dimension = 0; dimension < shape.length; dimension++) {
      if (larger[dimension] > shape[dimension]) {
        int grown = dimension;
        Axis ofGenes =
            of(name)
                .filter(axis -> axis.dimension() == grown)
                .orElseGet(() -> new Axis(grown, 0, shape[grown], false));
        axes.put(name, new Axis(grown, ofGenes.perGene(), ofGenes.others(), true));
      }
    }
  }

  private void addGenes(String name, long[] shape, long[] larger, int genes) {
    for (int dimension = 0; dimension < shape.length; dimension++) {
      long perGene = larger[dimension] - shape[dimension];
      if (perGene > 0) {
        axes.putIfAbsent(
            name, new Axis(dimension, perGene, shape[dimension] - perGene * genes, false));
      }
    }
  }

  /** The first such dimension of a tensor, if it has one. */
  Optional<Axis> of(String name) {
    return Optional.ofNullable(axes.get(name));
  }
}
