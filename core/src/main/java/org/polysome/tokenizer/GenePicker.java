package org.polysome.tokenizer;

/** Picks the genes of a cell that become tokens. Not thread-safe. */
interface GenePicker {

  /**
   * Puts genes into an empty sequence, in ascending order unless the picker says otherwise.
   *
   * @param cell the cell
   * @param draw what random choices depend on
   * @param sequence takes the genes
   */
  void pick(CellBuffer cell, Draw draw, Sequence sequence);

  /** The picker of a specification. */
  static GenePicker of(TokenizerSpec spec, CandidateGenes candidates, Fitted fitted) {
    if (spec.order().cuts()) {
      return (cell, draw, sequence) -> candidates.addAll(cell, sequence);
    }
    if (spec.order() instanceof TokenOrder.Repetition) {
      return new RepetitionPicker(spec.room(), candidates);
    }
    return switch (spec.sampling()) {
      case Sampling.Uniform uniform -> uniform(spec, candidates);
      case Sampling.NonZeroFirst first ->
          spec.genes().zeros()
              ? new MixedPicker(spec.room(), candidates)
              : uniform(spec, candidates);
      case Sampling.Interleaved turns ->
          spec.genes().zeros()
              ? new MixedPicker(spec.room(), candidates, turns)
              : uniform(spec, candidates);
      case Sampling.BatchWise mates -> uniform(spec, candidates);
      case Sampling.LongTail tail ->
          new WeightedPicker(spec.room(), candidates, new LongTailWeights(tail));
      case Sampling.Frequency(double temperature) ->
          temperature == 0
              ? uniform(spec, candidates)
              : new WeightedPicker(
                  spec.room(), candidates, GeneWeights.ofFrequency(fitted, temperature));
    };
  }

  private static GenePicker uniform(TokenizerSpec spec, CandidateGenes candidates) {
    return new UniformPicker(spec, candidates);
  }
}
