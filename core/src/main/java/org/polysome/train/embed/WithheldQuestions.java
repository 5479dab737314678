package org.polysome.train.embed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Run;

/**
 * A share of the genes seen in a cell is taken out of it before the model gets it, for models that
 * predict whole cells. The truth is what the counts taken out are worth in the cell that is left:
 * the scale is then the one that the model sees.
 */
final class WithheldQuestions implements Questions {

  private final BatchBuilder builder;
  private final Draw draw;
  private final Normalisation normalisation;
  private final BitSet known;
  private final int vocabulary;
  private final long seed;

  WithheldQuestions(Run run, MeasuredGenes measured) {
    builder = run.tokenizer(measured).builder(List.of(new Target.WholeCell()));
    draw = run.draw();
    normalisation = run.plan().tokenizer().normalisation();
    known = run.genes();
    vocabulary = run.vocabulary().size();
    seed = Seeds.of(run.plan().seed(), Seeds.of("withheld"));
  }

  @Override
  public AskedBatch ask(List<Cell> cells, Map<String, int[]> labels) {
    List<AskedBatch.Asked> asked = new ArrayList<>();
    CellBuffer buffer = new CellBuffer();
    builder.begin(draw);
    for (int place = 0; place < cells.size(); place++) {
      Cell cell = cells.get(place);
      BitSet withheld = withheld(cell);
      Cell left = without(cell, withheld);
      double total = MaskedQuestions.total(left);
      for (int i = withheld.nextSetBit(0); i >= 0; i = withheld.nextSetBit(i + 1)) {
        double value = normalisation.exact(cell.counts()[i], normalisation.scale(total));
        int gene = cell.genes()[i];
        asked.add(new AskedBatch.Asked(place, gene, value, total, place * vocabulary + gene));
      }
      buffer.set(left);
      builder.add(buffer);
    }
    TokenBatch batch = builder.build(labels);
    return new AskedBatch(batch, asked, shown(batch));
  }

  /** Places of genes in the cell, drawn by its content; none of a cell with fewer than two. */
  private BitSet withheld(Cell cell) {
    int[] able = IntStream.range(0, cell.size()).filter(i -> known.get(cell.genes()[i])).toArray();
    BitSet withheld = new BitSet();
    if (able.length > 1) {
      long content = cell.contentHash();
      IntStream.of(able)
          .boxed()
          .sorted(Comparator.comparingLong(i -> Seeds.of(seed, content, cell.genes()[i])))
          .limit(Math.max(1, Math.round(ValuePrediction.WITHHELD * able.length)))
          .forEach(withheld::set);
    }
    return withheld;
  }

  private static Cell without(Cell cell, BitSet withheld) {
    int[] kept = IntStream.range(0, cell.size()).filter(i -> !withheld.get(i)).toArray();
    float[] counts = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      counts[i] = cell.counts()[kept[i]];
    }
    int[] genes = IntStream.of(kept).map(i -> cell.genes()[i]).toArray();
    return new Cell(genes, counts, cell.source());
  }

  private static List<AskedBatch.Shown> shown(TokenBatch batch) {
    TokenBatch.WholeCells whole = batch.whole().orElseThrow();
    List<AskedBatch.Shown> shown = new ArrayList<>();
    for (int cell = 0; cell < batch.cells(); cell++) {
      for (int i = whole.indptr()[cell]; i < whole.indptr()[cell + 1]; i++) {
        shown.add(new AskedBatch.Shown(cell, whole.genes()[i], whole.values()[i]));
      }
    }
    return shown;
  }
}
