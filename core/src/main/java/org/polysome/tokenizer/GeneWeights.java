package org.polysome.tokenizer;

/** The weights by which the genes of a cell are sampled. Not thread-safe. */
interface GeneWeights {

  /** Turns to a cell, given all genes that may be tokens. */
  void begin(CellBuffer cell, Draw draw, Sequence sequence);

  /** The weight of a gene of the sequence, positive. */
  double of(int token);

  /** The number of training cells that show the gene, at least 1, to the power of a temperature. */
  static GeneWeights ofFrequency(Fitted fitted, double temperature) {
    double[] frequencies = fitted.frequencies().orElseThrow();
    double[] weights = new double[frequencies.length];
    for (int gene = 0; gene < weights.length; gene++) {
      weights[gene] = StrictMath.pow(Math.max(1, frequencies[gene]), temperature);
    }
    return new OfGenes(weights);
  }

  /** A weight for each gene of the vocabulary, the same in every cell. */
  final class OfGenes implements GeneWeights {

    private final double[] weights;
    private Sequence sequence = new Sequence();

    OfGenes(double[] weights) {
      this.weights = weights;
    }

    @Override
    public void begin(CellBuffer cell, Draw draw, Sequence newSequence) {
      sequence = newSequence;
    }

    @Override
    public double of(int token) {
      return weights[sequence.gene(token)];
    }
  }
}
