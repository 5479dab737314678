package org.polysome.train.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.corpus.LoadedStep;
import org.polysome.decoder.Mlp;
import org.polysome.decoder.WholeCell;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.objective.GeneSet;
import org.polysome.objective.MaskedValues;
import org.polysome.objective.Mean;
import org.polysome.objective.Objective;
import org.polysome.objective.ObjectiveContext;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.objective.ValueLoss;
import org.polysome.objective.Wced;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;
import org.polysome.train.spec.TrainSpec;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

/** A whole training in miniature: made-up cells, a model of three parameters, both objectives. */
final class TinyTraining {

  static final int GENES = 30;
  static final int WIDTH = 8;
  static final int CELLS = 48;
  static final long SEED = 7;

  private final TrainSpec spec;
  private final Path run;
  private double dropout = 0.2;
  private boolean poisoned;
  private boolean badValidation;
  private boolean validated = true;

  TinyTraining(TrainSpec spec, Path run) {
    this.spec = spec;
    this.run = run;
    try {
      Files.createDirectories(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyTraining withoutDropout() {
    dropout = 0;
    return this;
  }

  /** From step 12 on, losses are NaN. */
  TinyTraining poisoned() {
    poisoned = true;
    return this;
  }

  /** Losses on held-out cells are NaN. */
  TinyTraining withBadValidation() {
    badValidation = true;
    return this;
  }

  /** No cells are held out, whatever the spec says of when to validate. */
  TinyTraining withoutHeldOutCells() {
    validated = false;
    return this;
  }

  /** Trains from the last checkpoint, or from the start, to the end. */
  TrainState train(Progress progress) {
    Engine.blasThreads(1);
    try (Parameters parameters = new Parameters(Device.CPU, SEED)) {
      Learner learner = learner(parameters);
      try (Adam adam = new Adam(parameters.trained(), Adam.Settings.adamW(0.01), name -> true)) {
        Optional<Long> last = Checkpoints.of(run).pointed(Checkpoints.LAST);
        TrainState start =
            last.map(step -> CheckpointFiles.read(Checkpoints.of(run).of(step), parameters, adam))
                .orElseGet(TrainState::start);
        try (TrainLog log = new TrainLog(run, start.step(), learner)) {
          TrainingParts parts =
              new TrainingParts(
                  run,
                  learner,
                  adam,
                  new StepRunner(learner, adam, spec, SEED),
                  new Batches(start.step()),
                  step -> List.of("cell of step " + step, "b", "c", "d", "e", "f", "g"),
                  Optional.of(new Validator(learner, this::heldOut, SEED))
                      .filter(validator -> validated),
                  log);
          Milestones milestones =
              new Milestones(spec, spec.totalSteps(stepsPerEpoch()), stepsPerEpoch(), true);
          return new TrainingLoop(parts, milestones, start).run(progress);
        }
      }
    }
  }

  private long stepsPerEpoch() {
    return CELLS / spec.cellsPerStep();
  }

  private Learner learner(Parameters parameters) {
    CellModel model = model(parameters);
    BuildContext build =
        new BuildContext(new Dimensions(GENES, WIDTH, 1, 1), parameters, new Weights.Normal(0.2));
    ObjectiveContext context = new ObjectiveContext(build, MeasuredGenes.everything(1, GENES));
    List<Objective> objectives = new ArrayList<>();
    for (ObjectiveSpec objective : objectives()) {
      objectives.add(objective.build(context.named(objective.name())));
    }
    return new Learner(model, objectives, parameters);
  }

  private static List<ObjectiveSpec> objectives() {
    return List.of(
        new MaskedValues(0.3, new ValueLoss.Mse(), Mean.TOKENS, new Mlp(1, Activation.GELU), 1),
        new Wced(
            List.of(GeneSet.INPUT, GeneSet.NON_INPUT),
            1,
            1,
            new WholeCell(Activation.GELU, 1e-5),
            1));
  }

  private CellModel model(Parameters parameters) {
    Tensor table = parameters.parameter("genes", new Initialisation.Normal(1), GENES + 7, WIDTH);
    Tensor slope = parameters.parameter("slope", new Initialisation.Normal(1), WIDTH);
    Tensor mixing = parameters.parameter("mixing", new Initialisation.Normal(0.3), WIDTH, WIDTH);
    return (batch, mode) -> {
      Tensor values = batch.values().normalised().unsqueeze(2);
      Tensor tokens = Functions.embedding(table, batch.genes()).add(values.multiply(slope));
      Tensor kept =
          mode == Mode.TRAINING && dropout > 0 ? Functions.dropout(tokens, dropout) : tokens;
      Tensor mixed = Functions.linear(kept, mixing, Optional.empty()).tanh();
      return new Encoded(mixed, mixed, mixed.mean(1));
    };
  }

  private static Tokenizer tokenizer() {
    TokenizerSpec spec =
        new TokenizerSpec(
            new GeneSelection.NonZero(),
            16,
            Sampling.UNIFORM,
            true,
            new Normalisation.LibrarySize(1e4, true));
    return new Tokenizer(spec, MeasuredGenes.everything(1, GENES), Optional.empty());
  }

  private static List<Target> targets() {
    return objectives().stream().flatMap(objective -> objective.targets().stream()).toList();
  }

  private static Cell cell(long index) {
    RandomGenerator random = Seeds.generator(SEED, index);
    int[] genes = IntStream.range(0, GENES).filter(g -> random.nextInt(3) > 0).toArray();
    float[] counts = new float[genes.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 1 + random.nextInt(9) * (index % 2 == 0 ? 1 : 5);
    }
    return new Cell(genes, counts, 0);
  }

  private Stream<TokenBatch> heldOut() {
    return IntStream.range(0, 3)
        .mapToObj(
            b ->
                tokenizer()
                    .tokenize(
                        IntStream.range(0, 8).mapToObj(i -> cell(1000 + b * 8 + i)).toList(),
                        Draw.validation(SEED),
                        targets()))
        .peek(
            batch -> {
              if (badValidation) {
                batch.masked().orElseThrow().values()[0] = Float.NaN;
              }
            });
  }

  /** Cells in order, epoch after epoch. */
  private final class Batches implements Iterator<LoadedStep> {

    private long step;

    Batches(long step) {
      this.step = step;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public LoadedStep next() {
      List<TokenBatch> batches = new ArrayList<>();
      for (int i = 0; i < spec.accumulate(); i++) {
        long first = step * spec.cellsPerStep() + (long) i * spec.batchSize();
        Draw draw = Draw.training(SEED, first / CELLS);
        List<Cell> cells =
            IntStream.range(0, spec.batchSize()).mapToObj(c -> cell((first + c) % CELLS)).toList();
        TokenBatch batch = tokenizer().tokenize(cells, draw, targets());
        if (poisoned && step >= 12) {
          batch.masked().orElseThrow().values()[0] = Float.NaN;
        }
        batches.add(batch);
      }
      return new LoadedStep(step++, 0, new int[0], batches);
    }
  }
}
