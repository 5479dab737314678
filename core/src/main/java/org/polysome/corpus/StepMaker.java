package org.polysome.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polysome.parallel.Prefetch;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;

/** Makes the batches of steps with one thread's own buffers. Not thread-safe. */
final class StepMaker implements Prefetch.Maker<LoadedStep> {

  private final CellStore store;
  private final BatchPlan plan;
  private final LoaderSettings settings;
  private final LoaderSettings.Draws draws;
  private final List<String> labels;
  private final BatchBuilder builder;
  private final CellBuffer buffer = new CellBuffer();

  StepMaker(Loader.Source source, Tokenizer tokenizer, LoaderSettings settings) {
    this.store = source.store();
    this.plan = source.plan();
    this.draws = source.draws();
    this.settings = settings;
    this.labels = Target.Label.columns(source.targets()).distinct().toList();
    this.builder = tokenizer.builder(source.targets());
  }

  @Override
  public LoadedStep make(long step) {
    int[] rows = BatchPlan.slice(plan.rows(step), settings.rank(), settings.worldSize());
    long epoch = plan.epoch(step);
    Draw draw = draws.of(epoch);
    // With fewer cells than pieces each piece has one cell, so that no batch is empty.
    int pieces = Math.max(1, Math.min(settings.pieces(), rows.length));
    List<TokenBatch> batches = new ArrayList<>(pieces);
    for (int piece = 0; piece < pieces; piece++) {
      batches.add(batch(BatchPlan.slice(rows, piece, pieces), draw));
    }
    return new LoadedStep(step, epoch, rows, batches);
  }

  private TokenBatch batch(int[] rows, Draw draw) {
    builder.begin(draw);
    for (int row : rows) {
      store.read(row, buffer);
      builder.add(buffer);
    }
    Map<String, int[]> codes = new HashMap<>();
    for (String column : labels) {
      codes.put(column, store.labels(column, rows));
    }
    return builder.build(codes);
  }
}
