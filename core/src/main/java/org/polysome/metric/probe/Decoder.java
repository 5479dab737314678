package org.polysome.metric.probe;

import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Definition;

/**
 * A model from frozen embeddings to expression: how well it does says how much of the expression
 * the embedding holds.
 */
public sealed interface Decoder permits LinearDecoder, MlpDecoder {

  /** What its metrics are called by: {@code linear} or {@code mlp}. */
  String name();

  /** The exact definition, for the record of a result. */
  Definition flavor();

  /** Learns from some cells and gives the expression (cells, genes) of others. */
  DenseMatrix decode(DecoderTask task);
}
