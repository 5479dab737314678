package org.polysome.metric.probe;

import java.util.List;
import java.util.OptionalInt;

/**
 * Whose rules probes are trained and cells are split by. What a paper leaves open is chosen here,
 * and each probe's flavour says all of it.
 */
public enum ProbeProtocol {
  /**
   * No paper's: the MLP of {@link #TXFM}, and a linear probe that is trained to convergence, where
   * there is nothing to select. It judges where nothing else is said.
   */
  CONVERGED("converged", 0.2, 5, "on cells held out of training, never on the tested ones"),
  /**
   * TxFM (B.2.3): for the linear probe and the MLP batches of 2048, AdamW, plateaus, a fifth of the
   * training cells for selection. The learning rates, the decay, the hidden width, the dropout, the
   * plateau's and the patience's length are lost from its text and chosen here.
   */
  TXFM("txfm", 0.2, 5, "on cells held out of training, never on the tested ones"),
  /** The study of encodings: types of fewer than 250 cells are dropped; all else as converged. */
  ENCODINGS("encodings", 0.2, 250, "on cells held out of training, never on the tested ones"),
  /**
   * The long-tail benchmark: 30 % tested, Adam at 0.005, 50 epochs, batches of 64, no scaler. The
   * weights are the last ones. The paper has no MLP; here it is trained like the linear model.
   */
  LONG_TAILS("longtail", 0.3, 5, "none: the weights of the last epoch"),
  /**
   * As the published code of the long-tail benchmark does: 30 % of all cells at random, whatever
   * their class, and of every fifth epoch the one that is most accurate on the tested cells. It has
   * no MLP.
   */
  LONG_TAILS_AS_PUBLISHED(
      "as-published",
      0.3,
      5,
      "on the tested cells, as published: of every fifth epoch the most accurate; accuracies of the"
          + " linear probe are too high"),
  /**
   * Tx-Evaluation (Bendidi et al. 2024) as configured for Replogle et al.: weighted neighbours
   * after PCA, a linear model on unscaled dimensions. Its code looks at the test cells after each
   * epoch, and keeps the last weights all the same.
   */
  TX_EVALUATION(
      "tx-evaluation",
      0.2,
      5,
      "none: the weights of the last epoch; the published code looks at the tested cells in between");

  private static final int NEIGHBORS = 10;
  private static final int HIDDEN = 128;
  private static final double DROPOUT = 0.1;
  private static final Schedule CONSTANT = new Schedule.Constant();

  private final String text;
  private final double testShare;
  private final int leastCells;
  private final String selection;

  ProbeProtocol(String text, double testShare, int leastCells, String selection) {
    this.text = text;
    this.testShare = testShare;
    this.leastCells = leastCells;
    this.selection = selection;
  }

  /** Its name on the command line and in results. */
  public String text() {
    return text;
  }

  /** The share of each class that is tested where cells are split by class. */
  public double testShare() {
    return testShare;
  }

  /** Whether the tested cells are drawn from all alike, and not the same share of each class. */
  public boolean splitsAtRandom() {
    return this == LONG_TAILS_AS_PUBLISHED;
  }

  /** Whether trained probes choose their weights by the tested cells. */
  public boolean selectsOnTest() {
    return this == LONG_TAILS_AS_PUBLISHED;
  }

  /** Which cells choose the weights of trained probes, in words. */
  public String selection() {
    return selection;
  }

  /** Classes with fewer cells are left out. */
  public int leastCells() {
    return leastCells;
  }

  /** All probes: {@code knn}, {@code linear}, and where the protocol has one {@code mlp}. */
  public List<Probe> probes() {
    return switch (this) {
      case CONVERGED, ENCODINGS ->
          List.of(
              new KnnProbe(NEIGHBORS),
              new LinearProbe(),
              new TrainedProbe("mlp", txfm(List.of(HIDDEN), DROPOUT)));
      case TXFM ->
          List.of(
              new KnnProbe(NEIGHBORS),
              new TrainedProbe("linear", txfm(List.of(), 0)),
              new TrainedProbe("mlp", txfm(List.of(HIDDEN), DROPOUT)));
      case LONG_TAILS ->
          List.of(
              new KnnProbe(NEIGHBORS),
              new TrainedProbe("linear", longTails(List.of())),
              new TrainedProbe("mlp", longTails(List.of(HIDDEN))));
      case LONG_TAILS_AS_PUBLISHED ->
          List.of(new KnnProbe(NEIGHBORS), new TrainedProbe("linear", longTails(List.of())));
      case TX_EVALUATION ->
          List.of(
              new WeightedKnnProbe(
                  WeightedKnnProbe.Distance.EUCLIDEAN, OptionalInt.of(251), OptionalInt.of(32)),
              new TrainedProbe("linear", txEvaluation()));
    };
  }

  private static ProbeTraining txfm(List<Integer> hidden, double dropout) {
    var plan =
        new TrainingPlan(
            new Adam(0.01, true),
            List.of(0.01, 0.001),
            new Schedule.Plateau(0.5, 2),
            2048,
            100,
            new TrainingPlan.Stopping(1, 6));
    return new ProbeTraining(hidden, dropout, true, ProbeTraining.Validation.HELD_OUT, plan);
  }

  private ProbeTraining longTails(List<Integer> hidden) {
    var validation =
        selectsOnTest() ? ProbeTraining.Validation.TEST : ProbeTraining.Validation.NONE;
    var stopping = TrainingPlan.Stopping.never(5);
    var plan = new TrainingPlan(new Adam(0, false), List.of(0.005), CONSTANT, 64, 50, stopping);
    return new ProbeTraining(hidden, 0, false, validation, plan);
  }

  private static ProbeTraining txEvaluation() {
    var plan =
        new TrainingPlan(
            new Adam(1e-6, true),
            List.of(1e-3),
            new Schedule.WarmupCosine(10, 3e-5),
            64_768,
            250,
            TrainingPlan.Stopping.never(1));
    return new ProbeTraining(List.of(), 0, false, ProbeTraining.Validation.NONE, plan);
  }
}
