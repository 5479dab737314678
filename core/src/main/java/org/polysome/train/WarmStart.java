package org.polysome.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.polysome.genes.Vocabulary;
import org.polysome.progress.Progress;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.store.CheckpointFiles;

/**
 * Starts a model from another run's weights: what agrees in name and shape is copied, the rest is
 * said aloud. Where the two runs know different genes, tensors with a row or column per gene are
 * left as they start, even if their shapes agree.
 */
final class WarmStart {

  /** Tables of pretrained vectors, which have a row per gene of some genes. */
  private static final String TABLE = ".table.";

  private final Run from;
  private final Vocabulary vocabulary;

  /**
   * A start.
   *
   * @param from the run whose weights are taken, at its default checkpoint
   * @param vocabulary the genes of the new run
   */
  WarmStart(Run from, Vocabulary vocabulary) {
    this.from = from;
    this.vocabulary = vocabulary;
  }

  /**
   * Copies what agrees.
   *
   * @throws org.polysome.fault.UsageException if the other run has no checkpoint
   * @throws org.polysome.fault.DataException if its file is damaged
   */
  void into(Parameters parameters, Progress progress) {
    Path folder = from.checkpoints().named(from.defaultCheckpoint());
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Map<String, Tensor> stored = Safetensors.read(folder.resolve(CheckpointFiles.MODEL));
      Map<String, Tensor> live = parameters.all();
      long copied =
          live.entrySet().stream()
              .filter(entry -> copy(entry.getKey(), entry.getValue(), stored, progress))
              .count();
      stored.keySet().stream()
          .filter(name -> !live.containsKey(name))
          .forEach(name -> progress.say("not used: " + name + ", which this model does not have"));
      progress.say("%d of %d tensors start from %s".formatted(copied, live.size(), folder));
    }
  }

  private boolean copy(String name, Tensor live, Map<String, Tensor> stored, Progress progress) {
    Optional<Tensor> source = Optional.ofNullable(stored.get(name));
    Optional<String> obstacle =
        source
            .map(tensor -> obstacle(name, live, tensor))
            .orElse(Optional.of("the other run has none"));
    if (obstacle.isPresent()) {
      progress.say("starts anew: " + name + ", " + obstacle.get());
      return false;
    }
    source.ifPresent(live::copyInPlace);
    return true;
  }

  private Optional<String> obstacle(String name, Tensor live, Tensor source) {
    if (!Arrays.equals(live.shape(), source.shape())) {
      return Optional.of(
          "whose shape is %s there and %s here"
              .formatted(Arrays.toString(source.shape()), Arrays.toString(live.shape())));
    }
    boolean sameGenes = vocabulary.equals(from.vocabulary());
    return sameGenes || !(name.contains(TABLE) || perGene(live))
        ? Optional.empty()
        : Optional.of("since the two runs know different genes");
  }

  /** Whether a dimension is a multiple of the vocabulary, with or without the special tokens. */
  private boolean perGene(Tensor tensor) {
    long special = (long) vocabulary.size() + TokenKind.values().length;
    return Arrays.stream(tensor.shape())
        .anyMatch(size -> size > 0 && (size % vocabulary.size() == 0 || size == special));
  }
}
