package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.polysome.corpus.Corpora;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.model.FittedModel;
import org.polysome.model.ModelInputs;
import org.polysome.objective.LabelDictionary;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;
import org.polysome.train.store.Checkpoints;

/**
 * A run on disk: the plan, everything fitted on the training corpus, and the checkpoints. Nothing
 * is fitted anew on the cells to embed.
 *
 * {@snippet :
 * Run run = Run.open(Path.of("runs/wced"));
 * try (OpenRun open = run.open()) {
 *   Tokenizer tokenizer = run.tokenizer(MeasuredGenes.everything(1, run.vocabulary().size()));
 *   TokenBatch batch = tokenizer.tokenize(cells, run.draw(), List.of());
 *   float[] vectors = open.embed(batch);
 * }
 * }
 */
public final class Run {

  private final Path folder;
  private final Plan plan;
  private final Vocabulary vocabulary;

  private Run(Path folder, Plan plan, Vocabulary vocabulary) {
    this.folder = folder;
    this.plan = plan;
    this.vocabulary = vocabulary;
  }

  /**
   * Opens a run.
   *
   * @throws org.polysome.fault.UsageException if the folder is no run, or one of a newer schema
   * @throws DataException if a file of it is damaged
   */
  public static Run open(Path folder) {
    Plan plan = RunFolder.readPlan(folder);
    return new Run(folder, plan, Vocabulary.read(folder.resolve(RunFolder.VOCABULARY)));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** What it was made by. */
  public Plan plan() {
    return plan;
  }

  /** The genes that the model knows. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The ids of the genes that the model reads and predicts: all, or those its plan selects. */
  public BitSet genes() {
    BitSet all = new BitSet(vocabulary.size());
    all.set(0, vocabulary.size());
    return FittedFiles.read(folder, vocabulary).selected().orElse(all);
  }

  /** What its model is built for: its genes, its labels and the kinds of tokens that it reads. */
  public ModelInputs modelInputs() {
    return Learners.inputs(plan, vocabulary.size(), labels());
  }

  /** How many numbers of its model are trained, a column of labels counting as one label. */
  public long parameters() {
    return plan.model().parameters(Learners.inputs(plan, vocabulary.size(), Map.of()));
  }

  /** The labels of the columns of {@code obs} that it reads, as fitted on the training corpus. */
  public Map<String, LabelDictionary> labels() {
    return LabelDictionaries.read(folder.resolve(RunFolder.LABELS));
  }

  /** The checkpoints on disk. */
  public Checkpoints checkpoints() {
    return Checkpoints.of(folder);
  }

  /**
   * The tokenizer of the run, for cells of other files.
   *
   * @param measured which genes of the vocabulary those files measured
   */
  public Tokenizer tokenizer(MeasuredGenes measured) {
    return new Tokenizer(plan.tokenizer(), measured, fitted())
        .padsToLength(plan.model().traits().padsToLength())
        .withWholeCells(plan.model().readsWholeCells());
  }

  /**
   * The same run, reading cells by another number of tokens than in training.
   *
   * @param length most tokens of a cell, the cls token included; more than there are genes means
   *     all of them
   */
  public Run withLength(int length) {
    TokenizerSpec spec = plan.tokenizer();
    TokenizerSpec other = spec.withLength(Math.min(length, vocabulary.size() + spec.special()));
    return new Run(folder, plan.withTokenizer(other), vocabulary);
  }

  /**
   * The same run, choosing otherwise which genes of a cell it reads than in training.
   *
   * @param sampling one that needs nothing fitted on the training cells, or what the run has fitted
   * @throws UsageException if it does not fit the rest of the tokenizer
   */
  public Run withSampling(Sampling sampling) {
    TokenizerSpec other = plan.tokenizer().withSampling(sampling);
    return new Run(folder, plan.withTokenizer(other), vocabulary);
  }

  /** How many cells it was trained on; empty where its corpora are not at hand. */
  public OptionalInt trainingCells() {
    List<Path> folders = plan.data().folders();
    if (folders.isEmpty() || !folders.stream().allMatch(Files::isDirectory)) {
      return OptionalInt.empty();
    }
    try (Corpora corpora = Corpora.open(folders)) {
      return OptionalInt.of(CellSplit.of(corpora, plan.data(), plan.seed()).training().length);
    }
  }

  /** The random choices of embedding: which genes a cell that is too long is seen by. */
  public Draw draw() {
    return Draw.embedding(plan.seed());
  }

  /** The pointer to the checkpoint to use: the best where there was a validation, else the last. */
  public String defaultCheckpoint() {
    return checkpoints().pointed(Checkpoints.BEST).isPresent()
        ? Checkpoints.BEST
        : Checkpoints.LAST;
  }

  /**
   * The weights of a checkpoint.
   *
   * @param checkpoint {@code best}, {@code last} or {@code step-N}
   * @throws org.polysome.fault.UsageException if there is no such checkpoint
   */
  public RunWeights weights(String checkpoint) {
    return new RunWeights.Checkpoint(checkpoints().named(checkpoint));
  }

  /**
   * The weights that training begins with, as a control.
   *
   * @throws UsageException if its model is fitted, and nothing before
   */
  public RunWeights untrained(long seed) {
    if (plan.model() instanceof FittedModel) {
      throw new UsageException(folder + " holds a fitted model, which has no untrained twin");
    }
    return new RunWeights.Untrained(seed);
  }

  /** The model of {@link #defaultCheckpoint()} in memory, on the processor, to embed. */
  public OpenRun open() {
    return open(OpenRun.Setting.of(weights(defaultCheckpoint())));
  }

  /**
   * The model in memory, to embed.
   *
   * @throws DataException if the checkpoint is damaged or of another model
   */
  public OpenRun open(OpenRun.Setting setting) {
    return OpenRun.model(this, setting);
  }

  /**
   * The model in memory with the heads of its objectives, which know the genes that were measured
   * and that it reads, as in training.
   *
   * @param measured which genes of the vocabulary the sources of the cells measured
   * @throws DataException if the checkpoint is damaged or of another model
   */
  public OpenRun open(OpenRun.Setting setting, MeasuredGenes measured) {
    return plan.model() instanceof FittedModel
        ? open(setting)
        : OpenRun.withHeads(this, setting, tokenizer(measured).measured());
  }

  /**
   * How it predicts single values, by the first of its objectives that does so; empty where none
   * does.
   */
  public Optional<ValueHead> valueHead() {
    if (plan.model() instanceof FittedModel) {
      return Optional.empty();
    }
    MeasuredGenes all = MeasuredGenes.everything(1, vocabulary.size());
    try (Parameters shapes = new Parameters(Device.META, plan.seed())) {
      return Learners.build(plan, all, labels(), shapes).valueHead();
    }
  }

  /**
   * How it predicts the expression of cells.
   *
   * @param objective the objective that is to do so; empty for the one that takes one pass, if
   *     there is one
   * @throws UsageException if it predicts none
   */
  public Reconstruction reconstruction(Optional<String> objective) {
    return Reconstruction.of(this, objective);
  }

  /** Puts the vectors of genes that the run started from into a model that was just built. */
  void putGeneVectors(Parameters parameters) {
    try (Scope scope = new Scope()) {
      GeneVectorFiles.read(folder, vocabulary)
          .ifPresent(vectors -> plan.model().givenVectors().orElseThrow().put(vectors, parameters));
    }
  }

  /** What was known of the training cells before the first step. */
  FittedParts fittedParts() {
    return new FittedParts(fitted(), labels(), List.of());
  }

  /** What the tokenizer knows of the training cells. */
  Fitted fitted() {
    Map<String, LabelDictionary> labels = labels();
    return FittedFiles.read(folder, vocabulary)
        .withFlagged(
            FlaggedGenes.of(
                plan.tokenizer().fields(),
                vocabulary,
                column -> Objects.requireNonNull(labels.get(column), column).categories()));
  }
}
