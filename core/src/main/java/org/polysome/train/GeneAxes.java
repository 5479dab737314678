package org.polysome.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * Which dimension of each tensor of a model has entries per gene. No component has to say so: the
 * dimension is the one that grows when the same model is built, without memory, for one gene more.
 */
final class GeneAxes {

  private final Map<String, Axis> axes = new HashMap<>();

  /**
   * A dimension of {@code genes * perGene + others} entries, the genes' first and in their order.
   *
   * @param dimension which
   * @param perGene entries of each gene
   * @param others further entries, such as those of tokens without a gene
   */
  record Axis(int dimension, long perGene, long others) {}

  private GeneAxes() {}

  /** The dimensions of a run's model and objectives, whose tensors these are. */
  static GeneAxes of(Run run, Parameters parameters) {
    GeneAxes found = new GeneAxes();
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
                  found.add(name, tensor.shape(), other.shape(), genes);
                }
              });
    }
    return found;
  }

  private void add(String name, long[] shape, long[] larger, int genes) {
    for (int dimension = 0; dimension < shape.length; dimension++) {
      long perGene = larger[dimension] - shape[dimension];
      if (perGene > 0) {
        axes.putIfAbsent(name, new Axis(dimension, perGene, shape[dimension] - perGene * genes));
      }
    }
  }

  /** The first such dimension of a tensor, if it has one. */
  Optional<Axis> of(String name) {
    return Optional.ofNullable(axes.get(name));
  }
}
