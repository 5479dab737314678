package org.polysome.train.embed;

import java.util.List;
import java.util.Map;
import org.polysome.tokenizer.BatchBuilder;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/** All genes of a cell at once, from the cell as it is embedded. */
final class WholeCellPredictor implements CellPredictor {

  private final BatchBuilder builder;
  private final Draw draw;
  private final OpenRun.Predictor predictor;

  WholeCellPredictor(Run run, MeasuredGenes measured, OpenRun.Predictor predictor) {
    builder = run.tokenizer(measured).builder(List.of(new Target.WholeCell()));
    draw = run.draw();
    this.predictor = predictor;
  }

  @Override
  public float[] predict(List<Cell> cells, Map<String, int[]> labels) {
    return predictor.predict(builder.build(draw, cells, labels));
  }
}
