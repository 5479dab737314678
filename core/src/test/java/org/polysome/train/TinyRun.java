package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.loop.Optimizers;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

/** A run folder with one checkpoint of a tiny untrained transformer. */
public final class TinyRun {

  /** How many genes the vocabulary has. */
  public static final int GENES = 60;

  private TinyRun() {}

  /** The name of a gene. */
  public static String gene(int id) {
    return String.format(Locale.ROOT, "ENSG%011d", id);
  }

  /** Writes the run. Cells have more genes than the 24 tokens that fit, so that some are drawn. */
  public static Path write(Path folder) {
    return write(folder, "{length: 24}");
  }

  /** Writes the run with a tokenizer of its own. */
  public static Path write(Path folder, String tokenizer) {
    return write(folder, tokenizer, "transformer");
  }

  /** Writes the run with a tokenizer and a backbone of its own. */
  public static Path write(Path folder, String tokenizer, String backbone) {
    Plan plan =
        Config.bind(
            YamlReader.read(
                """
                tokenizer: %s
                model: {type: token-model, width: 16, layers: 2, heads: 2, backbone: %s}
                objectives: [wced]
                train: {max-steps: 1}
                """
                    .formatted(tokenizer, backbone),
                "tiny.yaml"),
            Plan.class);
    Vocabulary vocabulary =
        Vocabulary.of(IntStream.range(0, GENES).mapToObj(TinyRun::gene).toList());
    open(folder, plan, vocabulary, Map.of());
    checkpoint(folder, 0, 5);
    return folder;
  }

  /** Writes a run of a plan that reads no labels, with one checkpoint unless it is fitted. */
  public static Run of(Path folder, String yaml) {
    return of(folder, yaml, Map.of());
  }

  /** Writes a run of a plan with one checkpoint unless it is fitted. */
  public static Run of(Path folder, String yaml, Map<String, LabelDictionary> labels) {
    Vocabulary vocabulary =
        Vocabulary.of(IntStream.range(0, GENES).mapToObj(TinyRun::gene).toList());
    Plan plan = Config.bind(YamlReader.read(yaml, "tiny.yaml"), Plan.class);
    Run run = open(folder, plan, vocabulary, labels);
    if (plan.train().isPresent()) {
      checkpoint(folder, 0, 5);
    }
    return run;
  }

  /** Writes a run of any plan as it is before its first step, without a checkpoint. */
  static Run open(
      Path folder, Plan plan, Vocabulary vocabulary, Map<String, LabelDictionary> labels) {
    Manifest manifest = Manifest.start(List.of("test"));
    new NewRun(plan, vocabulary, Fitted.NOTHING, labels, manifest, List.of()).write(folder, false);
    return Run.open(folder);
  }

  /** Writes one more checkpoint of a run, with weights drawn from a seed, as the last. */
  public static void checkpoint(Path folder, long step, long seed) {
    Run run = Run.open(folder);
    Plan plan = run.plan();
    try (Parameters parameters = new Parameters(Device.CPU, seed)) {
      Learners.build(plan, MeasuredGenes.everything(1, GENES), run.labels(), parameters);
      try (Adam adam = Optimizers.build(plan.training(), 1, parameters)) {
        Checkpoints.of(folder)
            .write(
                step,
                checkpoint ->
                    CheckpointFiles.write(checkpoint, parameters, adam, TrainState.start()));
      }
    }
  }
}
