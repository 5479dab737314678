package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.model.FittedModel;
import org.polysome.objective.Term;
import org.polysome.progress.Progress;
import org.polysome.provenance.Build;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.train.loop.Learner;
import org.polysome.train.loop.Validator;
import org.polysome.train.store.StepLosses;
import tools.jackson.databind.json.JsonMapper;

/**
 * The losses of a trained run on the cells that {@code data.test} kept from training and from the
 * choice of a checkpoint. They are read once, when the run has ended, and each reading is a line of
 * {@value RunFolder#TEST_READINGS} in its folder.
 */
public final class TestReading {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestReading() {}

  /**
   * What is read.
   *
   * @param run the run folder
   * @param checkpoint {@code best}, {@code last} or {@code step-N}; empty for the one that embeds
   * @param device where the model runs
   * @param again whether to read cells that were read before
   */
  public record Request(Path run, Optional<String> checkpoint, Device device, boolean again) {}

  /**
   * A reading.
   *
   * @param checkpoint which was read
   * @param cells how many cells
   * @param loss what training makes small: the weighted sum of the means of the terms
   * @param terms each by itself
   * @param read when, in whole seconds
   * @param polysome by which version
   */
  public record Reading(
      String checkpoint, int cells, double loss, List<Loss> terms, Instant read, Build polysome) {

    /** Copies the terms. */
    public Reading {
      terms = List.copyOf(terms);
    }

    /** As the line of the file, without its end. */
    public String json() {
      return JSON.writeValueAsString(this);
    }
  }

  /**
   * A term of the loss.
   *
   * @param term its name
   * @param mean over its values; NaN if there was none
   * @param values how many there were
   */
  public record Loss(String term, double mean, long values) {}

  /**
   * Reads.
   *
   * @throws UsageException if the run keeps no test cells, has not ended, has no losses, or was
   *     read before and is not asked for again
   * @throws org.polysome.fault.DataException if its corpus is not what it was
   */
  public static Reading read(Request request, Progress progress) {
    Run run = Run.open(request.run());
    Path file = request.run().resolve(RunFolder.TEST_READINGS);
    requireReadable(run, file, request.again());
    try (Corpora corpora = RunCorpora.open(run)) {
      CellSplit split = CellSplit.of(corpora, run.plan().data(), run.plan().seed());
      TrainingData data = new TrainingData(run.plan(), corpora, split, run.fittedParts());
      progress.cancellation().check();
      String checkpoint = request.checkpoint().orElse(run.defaultCheckpoint());
      Reading reading = reading(run, data, checkpoint, request.device());
      String before = Files.exists(file) ? RunFolder.read(file) : "";
      AtomicOutput.replace(file, before + reading.json() + "\n");
      return reading;
    }
  }

  private static void requireReadable(Run run, Path file, boolean again) {
    if (run.plan().model() instanceof FittedModel) {
      throw new UsageException(
          run.folder()
              + " holds a fitted model, which has no losses; its test cells are in "
              + RunFolder.TEST_CELLS
              + ", for the ‹selection› of corpus build and benchmark reconstruction");
    }
    if (!Files.exists(run.folder().resolve(RunFolder.TEST_CELLS))) {
      throw new UsageException(
          run.folder() + " keeps no cells to test: data.test of its recipe is none");
    }
    if (RunFolder.manifest(run.folder()).ended().isEmpty()) {
      throw new UsageException(
          "%s has not ended, and its test cells are read at its end: polysome pretrain --resume %s"
              .formatted(run.folder(), run.folder()));
    }
    if (Files.exists(file) && !again) {
      throw new UsageException(
          ("the test cells of %s were read before (%s); cells that are looked at again and again to"
                  + " choose something are validation cells. ‹again› reads them, and the file"
                  + " lists both")
              .formatted(run.folder(), file));
    }
  }

  private static Reading reading(Run run, TrainingData data, String checkpoint, Device device) {
    EngineThreads.fit(run.plan().model(), run.vocabulary().size());
    try (Parameters parameters = new Parameters(device, run.plan().seed())) {
      Learner learner = Learners.build(run.plan(), data.measured(), run.labels(), parameters);
      run.weights(checkpoint).put(run, parameters);
      StepLosses losses = new Validator(learner, data::test, run.plan().seed()).run(0);
      List<Term> terms = learner.terms();
      return new Reading(
          checkpoint,
          data.testCells(),
          learner.loss(losses),
          IntStream.range(0, terms.size())
              .mapToObj(i -> new Loss(terms.get(i).name(), losses.mean(i), losses.counts()[i]))
              .toList(),
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          Build.current());
    }
  }
}
