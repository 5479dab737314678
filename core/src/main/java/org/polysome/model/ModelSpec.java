package org.polysome.model;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.polysome.fault.UsageException;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;

/** Seam: a model that turns cells into vectors, as the configuration says it. */
public sealed interface ModelSpec
    permits TokenModel, EncoderDecoder, Scvi, LinearAutoencoder, FittedModel {

  /** The sizes its components share, for a vocabulary of so many genes. */
  Dimensions sizes(int genes);

  /** Numbers per cell that the live model pools to. */
  int embeddingWidth();

  /**
   * Makes the live model.
   *
   * @param inputs what it is built for
   * @param parameters where its parameters go
   */
  CellModel build(ModelInputs inputs, Parameters parameters);

  /** The live model of a vocabulary of so many genes, where it reads no labels. */
  default CellModel build(int genes, Parameters parameters) {
    return build(ModelInputs.of(genes), parameters);
  }

  /** The columns of {@code obs} whose labels the live model reads. */
  default List<String> labels() {
    return List.of();
  }

  /** Numbers per cell that the live model makes of labels for the heads to read; 0 for none. */
  default int labelWidth() {
    return 0;
  }

  /**
   * The blocks after which a cell can be pooled, ascending; 0 is the embedding of tokens, before
   * any block. Empty where there are none to choose from.
   */
  default List<Integer> blocksToPool() {
    return List.of();
  }

  /**
   * Checks that a cell can be pooled after a block.
   *
   * @throws UsageException if it cannot
   */
  default void requireBlock(int block) {
    List<Integer> blocks = blocksToPool();
    if (blocks.isEmpty()) {
      throw new UsageException("layer " + block + " of the model: a fitted model has no layers");
    }
    if (!blocks.contains(block)) {
      throw new UsageException(
          blocks.size() == 1
              ? "layer %d of the model: it has a vector of the cell after layer %d only"
                  .formatted(block, blocks.getFirst())
              : "layer %d of the model: there are layers %s to %d"
                  .formatted(
                      block,
                      blocks.contains(0) ? "0 (the tokens' embedding)" : blocks.getFirst(),
                      blocks.getLast()));
    }
  }

  /**
   * What each of its parts promises about its input, by the part's key in the configuration; empty
   * for the model as a whole.
   */
  Map<String, Traits> parts();

  /** What it promises about its input: what all of its parts do. */
  default Traits traits() {
    return parts().values().stream().reduce(Traits.FREE, Traits::and);
  }

  /** Whether it reads {@link ModelBatch#whole}, in training and to embed. */
  default boolean readsWholeCells() {
    return false;
  }

  /** What the live model makes of cells. */
  default Set<State> gives() {
    return Set.of(State.CELLS);
  }

  /** The only number of tokens it works at, if it works at one only. */
  default OptionalInt onlyLength() {
    return OptionalInt.empty();
  }

  /** The vectors of genes that it takes from files, if the configuration names any. */
  default Optional<GivenVectors> givenVectors() {
    return Optional.empty();
  }

  /** The same model with files that are found from any working folder. */
  default ModelSpec absolute() {
    return givenVectors().map(GivenVectors::absolute).orElse(this);
  }

  /**
   * What a cell costs.
   *
   * @param inputs what the model is built for; its labels are of no account
   * @param tokens of the cell
   */
  ModelCost cost(ModelInputs inputs, int tokens);

  /** What a cell costs, with a vocabulary of so many genes. */
  default ModelCost cost(int genes, int tokens) {
    return cost(ModelInputs.of(genes), tokens);
  }

  /**
   * Number of trained numbers, found by building the model without its numbers. A column of labels
   * counts as one label.
   */
  default long parameters(ModelInputs inputs) {
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      build(inputs.withLabels(labels().stream().collect(toMap(identity(), column -> 1))), shapes);
      return shapes.count();
    }
  }
}
