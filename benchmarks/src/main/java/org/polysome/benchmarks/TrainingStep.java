package org.polysome.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.Loader;
import org.polysome.corpus.LoaderSettings;
import org.polysome.corpus.ShuffledPlan;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.EngineThreads;
import org.polysome.train.Learners;
import org.polysome.train.Plan;
import org.polysome.train.loop.Learner;
import org.polysome.train.loop.LossLedger;
import org.polysome.train.loop.Optimizers;
import org.polysome.train.loop.StepRunner;
import org.polysome.train.spec.Horizon;

/** The steps of a plan on a few batches that were loaded before, over and over. */
final class TrainingStep implements AutoCloseable {

  private static final int BATCHES = 4;
  private static final long TOTAL = 1_000_000;

  private final Parameters parameters;
  private final Adam optimizer;
  private final StepRunner runner;
  private final LossLedger ledger = new LossLedger(List.of());
  private final List<List<TokenBatch>> batches;
  private long step;

  TrainingStep(Plan plan, SimulatedCorpus cells) {
    batches = batches(plan, cells);
    EngineThreads.fit(plan.model(), cells.corpus().vocabulary().size());
    parameters = new Parameters(Device.parse(plan.device()), plan.seed());
    Learner learner = Learners.build(plan, cells.corpus().measured(), Map.of(), parameters);
    optimizer = Optimizers.build(plan.training(), TOTAL, parameters);
    runner = new StepRunner(learner, optimizer, plan.training(), plan.seed());
  }

  /** The batches of one step. */
  List<TokenBatch> batch() {
    return batches.getFirst();
  }

  /** Takes a step and waits until its loss is known. */
  double take() {
    runner.run(step, new Horizon(TOTAL, TOTAL), batches.get((int) (step % BATCHES)), ledger);
    step++;
    double loss = ledger.read().getFirst().mean(0);
    ledger.clear();
    return loss;
  }

  @Override
  public void close() {
    ledger.close();
    optimizer.close();
    parameters.close();
  }

  private static List<List<TokenBatch>> batches(Plan plan, SimulatedCorpus cells) {
    Corpus corpus = cells.corpus();
    Tokenizer tokenizer = new Tokenizer(plan.tokenizer(), corpus.measured(), Optional.empty());
    ShuffledPlan order =
        new ShuffledPlan(
            cells.rows(),
            row -> tokenizer.tokens(corpus.source(row), corpus.genesSeen(row)),
            ShuffledPlan.Cut.of(plan.training().cellsPerStep()),
            plan.seed());
    Loader.Source source =
        new Loader.Source(
            corpus, order, plan.targets(), epoch -> Draw.training(plan.seed(), epoch));
    LoaderSettings settings =
        LoaderSettings.steps(0, BATCHES, 1).withPieces(plan.training().accumulate());
    List<List<TokenBatch>> batches = new ArrayList<>();
    try (Loader loader = new Loader(source, tokenizer, settings)) {
      loader.forEachRemaining(loaded -> batches.add(loaded.batches()));
    }
    return batches;
  }
}
