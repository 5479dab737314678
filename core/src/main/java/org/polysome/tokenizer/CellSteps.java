package org.polysome.tokenizer;

import java.util.Optional;

/**
 * The steps from a cell to its gene tokens and their values: choose, leave out, order, thin,
 * normalise. Not thread-safe.
 */
final class CellSteps {

  private final Sequence sequence = new Sequence();
  private final Totals totals;
  private final Optional<BatchWisePicker> batchWise;
  private final GenePicker picker;
  private final DropoutStep dropout;
  private final TokenSorter sorter;
  private final NamedGenes named;
  private final DepthStep depth;
  private final boolean thins;
  private final ValueTable shownValues;
  private final ValueTable trueValues;
  private final ValueTable wholeValues;

  CellSteps(Tokenizer tokenizer) {
    TokenizerSpec spec = tokenizer.spec();
    Fitted fitted = tokenizer.fitted();
    CandidateGenes candidates = tokenizer.candidates();
    totals = spec.totals();
    batchWise =
        spec.sampling() instanceof Sampling.BatchWise && spec.genes().zeros()
            ? Optional.of(new BatchWisePicker(spec.room(), candidates, tokenizer.vocabulary()))
            : Optional.empty();
    picker = batchWise.<GenePicker>map(own -> own).orElse(GenePicker.of(spec, candidates, fitted));
    dropout = new DropoutStep(spec.dropout());
    sorter = new TokenSorter(spec, fitted);
    named = new NamedGenes(spec);
    depth = new DepthStep(spec, fitted);
    thins = !(spec.depth() instanceof Depth.None);
    shownValues = new ValueTable(spec.normalisation(), fitted);
    trueValues = thins ? new ValueTable(spec.normalisation(), fitted) : shownValues;
    wholeValues = totals == Totals.CELL ? trueValues : new ValueTable(spec.normalisation(), fitted);
  }

  /** The picker that has to know the whole batch before the first cell, if that is the sampling. */
  Optional<BatchWisePicker> batchWise() {
    return batchWise;
  }

  /** Turns to a cell; its tokens are then in the sequence. */
  void apply(CellBuffer cell, Draw draw) {
    double total = Sequence.sum(cell.counts(), cell.size());
    sequence.clear();
    picker.pick(cell, draw, sequence);
    sorter.sort(sequence, cell, draw, total);
    dropout.apply(sequence, cell, draw);
    if (named.any()) {
      named.apply(sequence, cell, draw);
      sorter.sort(sequence, cell, draw, total);
    }
    depth.apply(sequence, cell, draw, total);
    beginValues(cell, total);
  }

  /** The values of a whole cell, of which no tokens are made. */
  ValueTable ofWhole(CellBuffer cell) {
    wholeValues.begin(cell.counts(), cell.size(), Sequence.sum(cell.counts(), cell.size()));
    return wholeValues;
  }

  private void beginValues(CellBuffer cell, double cellTotal) {
    if (totals == Totals.CELL) {
      trueValues.begin(cell.counts(), cell.size(), cellTotal);
    } else {
      trueValues.begin(sequence.counts(), sequence.size(), sequence.total());
      wholeValues.begin(cell.counts(), cell.size(), cellTotal);
    }
    if (thins) {
      shownValues.begin(sequence.shown(), sequence.size(), depth.source());
    }
  }

  /** The genes that are tokens of the cell that comes next in any case. */
  NamedGenes named() {
    return named;
  }

  Sequence sequence() {
    return sequence;
  }

  DepthStep depth() {
    return depth;
  }

  /** Values of what the model is shown. */
  ValueTable shownValues() {
    return shownValues;
  }

  /** Values of what was measured, by the totals of the tokens. */
  ValueTable trueValues() {
    return trueValues;
  }

  /** Values of the whole cell. */
  ValueTable wholeValues() {
    return wholeValues;
  }
}
