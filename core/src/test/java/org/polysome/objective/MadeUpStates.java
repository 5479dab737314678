package org.polysome.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** Made-up states of a batch. */
record MadeUpStates(TokenBatch batch, Tensor tokens, Tensor cells) {

  static MadeUpStates of(TokenBatch batch) {
    int tokens = batch.cells() * batch.tokens();
    return new MadeUpStates(
        batch,
        random(
            1,
            tokens * ObjectiveContract.WIDTH,
            batch.cells(),
            batch.tokens(),
            ObjectiveContract.WIDTH),
        random(2, batch.cells() * ObjectiveContract.WIDTH, batch.cells(), ObjectiveContract.WIDTH));
  }

  private static Tensor random(long stream, int size, long... shape) {
    RandomGenerator random = Seeds.generator(ObjectiveContract.SEED, stream);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Tensors.of(numbers, shape).requiresGradient(true);
  }

  /** A pass in training of a model that makes these states, and distributions of cells. */
  Pass pass() {
    return pass(Mode.TRAINING, Optional.of(cells.square().add(0.1)));
  }

  /** A pass of a model that makes these states. */
  Pass pass(Mode mode, Optional<Tensor> variances) {
    Encoded states = new Encoded(tokens.detach(), tokens, cells, Optional.empty(), variances);
    CellModel model =
        new CellModel() {
          @Override
          public Encoded encode(ModelBatch inputs, Mode of) {
            return states;
          }

          @Override
          public Tensor geneVectors() {
            return random(
                3,
                ObjectiveContract.GENES * ObjectiveContract.WIDTH,
                ObjectiveContract.GENES,
                ObjectiveContract.WIDTH);
          }
        };
    return Pass.through(model, ModelBatch.of(batch, Device.CPU), mode);
  }

  /** The sum of the counts of a cell of a batch that holds whole cells. */
  double total(int cell) {
    TokenBatch.WholeCells whole = batch.whole().orElseThrow();
    double total = 0;
    for (int i = whole.indptr()[cell]; i < whole.indptr()[cell + 1]; i++) {
      total += whole.counts()[i];
    }
    return total;
  }

  /** The same cells with more padding, and other numbers in it. */
  MadeUpStates padded(int more) {
    int width = batch.tokens() + more;
    int[] genes = new int[batch.cells() * width];
    float[] values = new float[genes.length];
    float[] counts = new float[genes.length];
    byte[] kinds = new byte[genes.length];
    Arrays.fill(genes, ObjectiveContract.GENES);
    for (int cell = 0; cell < batch.cells(); cell++) {
      int from = cell * batch.tokens();
      int to = cell * width;
      System.arraycopy(batch.genes(), from, genes, to, batch.tokens());
      System.arraycopy(batch.values(), from, values, to, batch.tokens());
      System.arraycopy(batch.counts(), from, counts, to, batch.tokens());
      System.arraycopy(batch.kinds(), from, kinds, to, batch.tokens());
    }
    Tensor filler =
        Tensors.full(9, tokens.type(), Device.CPU, batch.cells(), more, ObjectiveContract.WIDTH);
    return new MadeUpStates(
        new TokenBatch(
            batch.cells(),
            width,
            genes,
            values,
            counts,
            kinds,
            batch.lengths(),
            batch.sources(),
            Map.of(),
            batch.masked().map(hidden -> padded(hidden, more)),
            batch.maskedGenes().map(hidden -> padded(hidden, more)),
            batch.whole(),
            batch.labels()),
        Tensors.concatenate(List.of(tokens.detach(), filler), 1),
        cells);
  }

  private TokenBatch.Masked padded(TokenBatch.Masked hidden, int more) {
    int[] positions = hidden.positions().clone();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += positions[i] / batch.tokens() * more;
    }
    return new TokenBatch.Masked(positions, hidden.genes(), hidden.values(), hidden.counts());
  }

  /** Some of the cells. */
  MadeUpStates cells(int from, int until) {
    int count = until - from;
    int first = from * batch.tokens();
    int last = until * batch.tokens();
    return new MadeUpStates(
        new TokenBatch(
            count,
            batch.tokens(),
            Arrays.copyOfRange(batch.genes(), first, last),
            Arrays.copyOfRange(batch.values(), first, last),
            Arrays.copyOfRange(batch.counts(), first, last),
            Arrays.copyOfRange(batch.kinds(), first, last),
            Arrays.copyOfRange(batch.lengths(), from, until),
            Arrays.copyOfRange(batch.sources(), from, until),
            Map.of(),
            batch.masked().map(hidden -> part(hidden, first, last)),
            batch.maskedGenes().map(hidden -> part(hidden, first, last)),
            batch.whole().map(whole -> part(whole, from, until)),
            labels(from, until)),
        tokens.narrow(0, from, count),
        cells.narrow(0, from, count));
  }

  private Map<String, int[]> labels(int from, int until) {
    return batch.labels().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, column -> Arrays.copyOfRange(column.getValue(), from, until)));
  }

  private static TokenBatch.Masked part(TokenBatch.Masked hidden, int first, int last) {
    int[] rows =
        IntStream.range(0, hidden.positions().length)
            .filter(row -> hidden.positions()[row] >= first && hidden.positions()[row] < last)
            .toArray();
    float[] values = new float[rows.length];
    float[] counts = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = hidden.values()[rows[i]];
      counts[i] = hidden.counts()[rows[i]];
    }
    int[] positions = IntStream.of(rows).map(row -> hidden.positions()[row] - first).toArray();
    int[] genes = IntStream.of(rows).map(row -> hidden.genes()[row]).toArray();
    return new TokenBatch.Masked(positions, genes, values, counts);
  }

  private static TokenBatch.WholeCells part(TokenBatch.WholeCells whole, int from, int until) {
    int first = whole.indptr()[from];
    int last = whole.indptr()[until];
    int[] indptr =
        IntStream.rangeClosed(from, until).map(cell -> whole.indptr()[cell] - first).toArray();
    return new TokenBatch.WholeCells(
        indptr,
        Arrays.copyOfRange(whole.genes(), first, last),
        Arrays.copyOfRange(whole.values(), first, last),
        Arrays.copyOfRange(whole.counts(), first, last),
        whole.measured());
  }
}
