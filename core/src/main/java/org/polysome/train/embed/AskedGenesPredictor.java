package org.polysome.train.embed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.matrix.ArraySize;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/**
 * For models that predict values behind masks: the genes of a cell are asked in turns, in each turn
 * as many as training hides of a cell that shows every gene of its source, or fills all tokens, by
 * the smallest share where cells draw one of several. The values of those alone are hidden; genes
 * that were not seen are asked by a mask like the others. Which genes are asked together is drawn
 * by the seed of the run, the same for all cells of a source.
 */
final class AskedGenesPredictor implements CellPredictor {

  private static final long PURPOSE = Seeds.of("genes that are asked together");

  private final BatchBuilder builder;
  private final Draw draw;
  private final OpenRun.Predictor predictor;
  private final int vocabulary;
  private final int[][][] turns;

  AskedGenesPredictor(
      Run run, MeasuredGenes measured, LayerGenes genes, OpenRun.Predictor predictor) {
    builder = run.tokenizer(measured).builder(List.of(new Target.NamedValues()));
    draw = run.draw();
    this.predictor = predictor;
    vocabulary = run.vocabulary().size();
    turns = new int[measured.sources()][][];
    for (int source = 0; source < turns.length; source++) {
      int[] asked = genes.of(source);
      turns[source] =
          turns(asked, perTurn(run, asked.length), Seeds.of(run.plan().seed(), PURPOSE));
    }
  }

  /** How many genes of a source are asked in a turn. */
  static int perTurn(Run run, int genes) {
    int room = Math.max(1, Math.min(genes, run.plan().tokenizer().room()));
    double ratio =
        run.plan().objectives().stream()
            .flatMap(objective -> objective.targets().stream())
            .flatMap(
                target ->
                    target instanceof Target.MaskedValues masked
                        ? masked.ratios().stream()
                        : Stream.empty())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return (int) Math.clamp(Math.round(ratio * room), 1, room);
  }

  private static int[][] turns(int[] genes, int perTurn, long seed) {
    int[] shuffled =
        IntStream.of(genes)
            .boxed()
            .sorted(Comparator.comparingLong(gene -> Seeds.of(seed, gene)))
            .mapToInt(Integer::intValue)
            .toArray();
    int count = Math.ceilDiv(shuffled.length, perTurn);
    int[][] turns = new int[count][];
    for (int turn = 0; turn < count; turn++) {
      // As many in each as in the others, give or take one.
      int from = (int) ((long) shuffled.length * turn / count);
      int until = (int) ((long) shuffled.length * (turn + 1) / count);
      turns[turn] = Arrays.copyOfRange(shuffled, from, until);
    }
    return turns;
  }

  @Override
  public float[] predict(List<Cell> cells, Map<String, int[]> labels) {
    float[] predicted =
        new float[ArraySize.of("‹batch-size›: a batch (cells, genes)", cells.size(), vocabulary)];
    int most = cells.stream().mapToInt(cell -> turns[cell.source()].length).max().orElse(0);
    for (int turn = 0; turn < most; turn++) {
      TokenBatch batch = batch(cells, turn, labels);
      TokenBatch.Masked asked = batch.masked().orElseThrow();
      float[] values = predictor.predict(batch);
      for (int row = 0; row < values.length; row++) {
        int cell = asked.positions()[row] / batch.tokens();
        predicted[cell * vocabulary + asked.genes()[row]] = values[row];
      }
    }
    return predicted;
  }

  private TokenBatch batch(List<Cell> cells, int turn, Map<String, int[]> labels) {
    CellBuffer buffer = new CellBuffer();
    builder.begin(draw);
    for (Cell cell : cells) {
      int[][] ofSource = turns[cell.source()];
      buffer.set(cell);
      builder.add(buffer, turn < ofSource.length ? ofSource[turn] : new int[0]);
    }
    return builder.build(labels);
  }
}
