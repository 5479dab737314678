package org.polysome.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polysome.progress.Progress;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.train.store.CheckpointFiles;

/**
 * Starts a model from another run's weights: what agrees in name and shape is copied, the rest is
 * said aloud. Where the two runs know different genes, entries of genes are copied by the genes'
 * names, and genes that only the new run knows keep their fresh start; entries of labels likewise.
 */
final class WarmStart {

  private final Run from;
  private final Run run;

  /** How tensors of two models become one another. */
  @FunctionalInterface
  interface Transfer {
    /** Copies a tensor of one name, or says why it cannot be. */
    Optional<String> copy(String name, Tensor stored, Tensor live);
  }

  /**
   * A start.
   *
   * @param from the run whose weights are taken, at its default checkpoint
   * @param run the new run
   */
  WarmStart(Run from, Run run) {
    this.from = from;
    this.run = run;
  }

  /**
   * Copies what agrees.
   *
   * @param parameters those of the new run's model and objectives
   * @throws org.polysome.fault.UsageException if the other run has no checkpoint
   * @throws org.polysome.fault.DataException if its file is damaged
   */
  void into(Parameters parameters, Progress progress) {
    Path folder = from.checkpoints().named(from.defaultCheckpoint());
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Map<String, Tensor> stored = Safetensors.read(folder.resolve(CheckpointFiles.MODEL));
      Map<String, Tensor> live = parameters.all();
      LabelTransfer transfer = new LabelTransfer(from, run, ofGenes(stored, parameters, progress));
      transfer.say(progress);
      long copied =
          live.entrySet().stream()
              .filter(
                  entry ->
                      copy(
                          entry,
                          Optional.ofNullable(stored.get(entry.getKey())),
                          transfer,
                          progress))
              .count();
      stored.keySet().stream()
          .filter(name -> !live.containsKey(name))
          .forEach(name -> progress.say("not used: " + name + ", which this model does not have"));
      progress.say("%d of %d tensors start from %s".formatted(copied, live.size(), folder));
    }
  }

  private Transfer ofGenes(Map<String, Tensor> stored, Parameters parameters, Progress progress) {
    boolean sameGenes = run.vocabulary().equals(from.vocabulary());
    GeneMatch.Kinds kinds = GeneMatch.Kinds.of(from.plan().tokenizer(), run.plan().tokenizer());
    if (sameGenes && kinds.same()) {
      return (name, source, live) -> GeneTransfer.copyWhole(source, live);
    }
    GeneMatch match = GeneMatch.of(from.vocabulary(), run.vocabulary(), kinds);
    if (!sameGenes) {
      progress.say(
          String.format(
              Locale.ROOT,
              "%,d of %,d genes start from those of the same name there, %,d are new, %,d there are"
                  + " not used",
              match.both(),
              match.toGenes(),
              match.toGenes() - match.both(),
              match.fromGenes() - match.both()));
    }
    if (kinds.to() > kinds.both()) {
      progress.say("starts anew: the vectors of kinds of tokens that cells do not have there");
    }
    return new GeneTransfer(match, GeneAxes.of(run, parameters), stored, parameters.all());
  }

  private static boolean copy(
      Map.Entry<String, Tensor> live,
      Optional<Tensor> stored,
      Transfer transfer,
      Progress progress) {
    Optional<String> obstacle =
        stored.isEmpty()
            ? Optional.of("the other run has none")
            : transfer.copy(live.getKey(), stored.get(), live.getValue());
    obstacle.ifPresent(why -> progress.say("starts anew: " + live.getKey() + ", " + why));
    return obstacle.isEmpty();
  }
}
