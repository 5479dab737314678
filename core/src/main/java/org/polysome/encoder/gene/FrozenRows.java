package org.polysome.encoder.gene;

import java.util.stream.IntStream;
import org.polysome.nn.BuildContext;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * A table of vectors of which some rows are given and never trained, and the others learned:
 * buffers {@code given} (given, columns) and {@code row} (genes + kinds), parameter {@code weight}
 * (genes + kinds - given, columns). A row number from 0 on is one of {@code given}, one below is
 * {@code -1 - row} of {@code weight}. Two tables and not one with some gradients taken away, since
 * weight decay moves what has no gradient.
 */
final class FrozenRows {

  private final Tensor given;
  private final Tensor row;
  private final Tensor weight;

  FrozenRows(BuildContext context, int given, int columns) {
    int rows = TokenKind.rows(context.sizes().genes(), context.sizes().furtherKinds());
    Parameters parameters = context.parameters();
    this.given = parameters.buffer("given", new Initialisation.Normal(1), given, columns);
    this.row = parameters.buffer("row", Tensors.of(rows(rows, firstRows(given)), rows));
    this.weight = context.table("weight", rows - given, columns);
  }

  /** The vectors of genes (shape, columns). */
  Tensor forward(Tensor genes) {
    Tensor rows = row.indexSelect(0, genes.reshape(genes.elements())).reshape(genes.shape());
    Tensor isGiven = rows.lessThan(0).not().unsqueeze(-1);
    Tensor fixed = Functions.embedding(given, rows.clamp(0L, Long.MAX_VALUE));
    Tensor learned = Functions.embedding(weight, rows.negate().add(-1L).clamp(0L, Long.MAX_VALUE));
    return Tensors.where(isGiven, fixed, learned);
  }

  /** Puts given vectors into the parameters of such a table. */
  static void put(GeneVectors vectors, Parameters parameters) {
    try (NoGradient frozen = new NoGradient()) {
      Tensor given = parameters.get("given");
      given.copyInPlace(vectors.tensor());
      Tensor row = parameters.get("row");
      int rows = Math.toIntExact(row.elements());
      row.copyInPlace(Tensors.of(rows(rows, vectors.genes()), rows));
    }
  }

  private static long[] rows(int count, int[] given) {
    long[] rows = new long[count];
    int next = 0;
    int learned = 0;
    for (int id = 0; id < count; id++) {
      boolean isGiven = next < given.length && given[next] == id;
      rows[id] = isGiven ? next++ : -1 - learned++;
    }
    return rows;
  }

  private static int[] firstRows(int count) {
    return IntStream.range(0, count).toArray();
  }
}
