package org.polysome.train.embed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Run;

/** Values hidden among the tokens, as in the validation of a run. */
final class MaskedQuestions implements Questions {

  private final BatchBuilder builder;
  private final Draw draw;

  MaskedQuestions(Run run, MeasuredGenes measured) {
    List<Target> targets =
        run.plan().objectives().stream()
            .flatMap(objective -> objective.targets().stream())
            .filter(
                target ->
                    target instanceof Target.MaskedValues || target instanceof Target.MaskedGenes)
            .distinct()
            .toList();
    builder = run.tokenizer(measured).builder(targets);
    draw = Draw.validation(run.plan().seed());
  }

  @Override
  public AskedBatch ask(List<Cell> cells, Map<String, int[]> labels) {
    TokenBatch batch = builder.build(draw, cells, labels);
    double[] totals = cells.stream().mapToDouble(MaskedQuestions::total).toArray();
    return new AskedBatch(batch, asked(batch, totals), shown(batch));
  }

  /** The sum of a cell's counts. */
  static double total(Cell cell) {
    return IntStream.range(0, cell.size()).mapToDouble(i -> cell.counts()[i]).sum();
  }

  private static List<AskedBatch.Asked> asked(TokenBatch batch, double[] totals) {
    TokenBatch.Masked masked = batch.masked().orElseThrow();
    List<AskedBatch.Asked> asked = new ArrayList<>();
    for (int row = 0; row < masked.positions().length; row++) {
      int cell = masked.positions()[row] / batch.tokens();
      if (masked.values()[row] > 0) {
        asked.add(
            new AskedBatch.Asked(
                cell, masked.genes()[row], masked.values()[row], totals[cell], row));
      }
    }
    return asked;
  }

  private static List<AskedBatch.Shown> shown(TokenBatch batch) {
    BitSet hidden = new BitSet();
    IntStream.of(batch.masked().orElseThrow().positions()).forEach(hidden::set);
    batch.maskedGenes().ifPresent(masked -> IntStream.of(masked.positions()).forEach(hidden::set));
    return IntStream.range(0, batch.kinds().length)
        .filter(at -> batch.kinds()[at] == TokenKind.VALUE.code() && !hidden.get(at))
        .mapToObj(
            at -> new AskedBatch.Shown(at / batch.tokens(), batch.genes()[at], batch.values()[at]))
        .toList();
  }
}
