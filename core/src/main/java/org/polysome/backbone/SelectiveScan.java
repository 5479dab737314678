package org.polysome.backbone;

import java.util.ArrayList;
import java.util.List;
import org.polysome.tensor.CustomGradient;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * The selective scan of Mamba (arXiv 2312.00752): {@code h_t = exp(step_t A) h_(t-1) + step_t B_t
 * x_t}, {@code y_t = C_t . h_t}. Chunks of 64 tokens follow each other; within a chunk the {@link
 * LinearScan} works on segments in parallel. Only the states at the starts of chunks are kept: the
 * backward pass computes the others again, chunk by chunk from the last.
 *
 * <p>Inputs in this order: x (cells, tokens, channels), step (cells, tokens, channels), A
 * (channels, states), B (cells, tokens, states), C (cells, tokens, states).
 */
final class SelectiveScan implements CustomGradient.Function {

  /** Tokens of a chunk. */
  static final int CHUNK = 64;

  private static final int X = 0;
  private static final int STEP = 1;
  private static final int DECAY = 2;
  private static final int WRITE = 3;
  private static final int READ = 4;

  private final List<Tensor> starts = new ArrayList<>();

  private SelectiveScan() {}

  /** y (cells, tokens, channels) of the inputs. */
  static Tensor of(Tensor x, Tensor step, Tensor decay, Tensor write, Tensor read) {
    return CustomGradient.apply(new SelectiveScan(), List.of(x, step, decay, write, read));
  }

  /** The inputs of a chunk, its decays and its writes (cells, tokens, channels, states). */
  private record Chunk(
      Tensor x, Tensor step, Tensor decay, Tensor write, Tensor read, Tensor factor, Tensor term) {

    static Chunk of(List<Tensor> inputs, long from) {
      long length = Math.min(CHUNK, inputs.get(X).size(1) - from);
      Tensor x = inputs.get(X).narrow(1, from, length);
      Tensor step = inputs.get(STEP).narrow(1, from, length);
      Tensor write = inputs.get(WRITE).narrow(1, from, length);
      Tensor read = inputs.get(READ).narrow(1, from, length);
      Tensor decay = inputs.get(DECAY);
      Tensor factor = step.unsqueeze(3).multiply(decay).exp();
      Tensor term = step.multiply(x).unsqueeze(3).multiply(write.unsqueeze(2));
      return new Chunk(x, step, decay, write, read, factor, term);
    }

    long length() {
      return x.size(1);
    }
  }

  @Override
  public Tensor value(List<Tensor> inputs) {
    Tensor x = inputs.get(X);
    List<Tensor> outputs = new ArrayList<>();
    Tensor start =
        Tensors.zeros(x.type(), x.device(), x.size(0), x.size(2), inputs.get(DECAY).size(1));
    for (long from = 0; from < x.size(1); from += CHUNK) {
      starts.add(start);
      try (Scope scope = new Scope()) {
        Chunk chunk = Chunk.of(inputs, from);
        Tensor states = LinearScan.forward(chunk.factor(), chunk.term(), start);
        outputs.add(scope.keep(states.multiply(chunk.read().unsqueeze(2)).sum(3)));
        start = scope.keep(states.select(1, chunk.length() - 1).copy());
      }
    }
    return Tensors.concatenate(outputs, 1);
  }

  @Override
  public List<Tensor> gradients(List<Tensor> inputs, Tensor outer) {
    Tensor decay = Tensors.zeros(outer.type(), outer.device(), inputs.get(DECAY).shape());
    Parts parts =
        new Parts(
            new ArrayList<>(), new ArrayList<>(), decay, new ArrayList<>(), new ArrayList<>());
    Tensor later = Tensors.zeros(outer.type(), outer.device(), starts.getFirst().shape());
    for (int n = starts.size() - 1; n >= 0; n--) {
      try (Scope scope = new Scope()) {
        Chunk chunk = Chunk.of(inputs, (long) n * CHUNK);
        Tensor arriving = outer.narrow(1, (long) n * CHUNK, chunk.length());
        later = scope.keep(parts.add(chunk, starts.get(n), arriving, later, scope));
      }
    }
    return parts.whole();
  }

  /** Gradients of the inputs, chunk after chunk, the first chunk first. */
  private record Parts(
      List<Tensor> x, List<Tensor> step, Tensor decay, List<Tensor> write, List<Tensor> read) {

    /**
     * Adds a chunk before those added.
     *
     * @param start the state before the chunk
     * @param later the gradient of the chunk's last state by way of the chunks after it
     * @return the gradient of {@code start}
     */
    Tensor add(Chunk chunk, Tensor start, Tensor outer, Tensor later, Scope scope) {
      Tensor states = LinearScan.forward(chunk.factor(), chunk.term(), start);
      Tensor before =
          Tensors.concatenate(
              List.of(start.unsqueeze(1), states.narrow(1, 0, chunk.length() - 1)), 1);
      Tensor reached = outer.unsqueeze(3);
      Tensor gradient =
          LinearScan.backward(chunk.factor(), reached.multiply(chunk.read().unsqueeze(2)), later);
      Tensor ofExponent = gradient.multiply(before).multiplyInPlace(chunk.factor());
      Tensor ofProduct = gradient.multiply(chunk.write().unsqueeze(2)).sum(3);
      Tensor product = chunk.step().multiply(chunk.x()).unsqueeze(3);
      x.addFirst(scope.keep(ofProduct.multiply(chunk.step())));
      step.addFirst(
          scope.keep(ofExponent.multiply(chunk.decay()).sum(3).add(ofProduct.multiply(chunk.x()))));
      decay.addInPlace(ofExponent.multiply(chunk.step().unsqueeze(3)).sum(0, 1), 1);
      write.addFirst(scope.keep(gradient.multiply(product).sum(2)));
      read.addFirst(scope.keep(states.multiply(reached).sum(2)));
      return gradient.select(1, 0).multiply(chunk.factor().select(1, 0));
    }

    List<Tensor> whole() {
      return List.of(
          Tensors.concatenate(x, 1),
          Tensors.concatenate(step, 1),
          decay,
          Tensors.concatenate(write, 1),
          Tensors.concatenate(read, 1));
    }
  }
}
