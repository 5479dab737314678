package org.polysome.backbone;

import java.util.Optional;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Convolution;
import org.polysome.nn.Linear;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * The mixer of a {@link Mamba} block: two projections, of which one goes through a causal
 * convolution and the {@link SelectiveScan} and the other is its gate. Parameters: {@code
 * in.weight}, {@code convolution.weight}, {@code convolution.bias}, {@code select.weight} (rows:
 * step, write, read), {@code step.weight}, {@code step.bias}, {@code log-decay} (channels, states),
 * {@code skip}, {@code out.weight}.
 */
final class MambaMixer {

  private static final double SHORTEST_STEP = 0.001;
  private static final double LONGEST_STEP = 0.1;

  private final int channels;
  private final int rank;
  private final int states;
  private final Linear in;
  private final Convolution convolution;
  private final Linear select;
  private final Tensor stepWeight;
  private final Tensor stepBias;
  private final Tensor logDecay;
  private final Tensor skip;
  private final Linear out;

  MambaMixer(BuildContext context, Mamba spec) {
    int width = context.width();
    channels = spec.channels(width);
    rank = spec.rank(width);
    states = spec.states();
    in = Linear.withoutBias(context.in("in"), width, 2 * channels);
    convolution =
        new Convolution(
            context.in("convolution"),
            channels,
            new Convolution.Shape(spec.kernel(), 1, spec.kernel() - 1, channels));
    select = Linear.withoutBias(context.in("select"), channels, rank + 2 * states);
    Parameters parameters = context.parameters();
    stepWeight =
        parameters
            .in("step")
            .parameter("weight", new Initialisation.Uniform(1 / Math.sqrt(rank)), channels, rank);
    stepBias =
        parameters
            .in("step")
            .parameter(
                "bias", new Initialisation.SoftplusOf(SHORTEST_STEP, LONGEST_STEP), channels);
    logDecay =
        parameters.parameter("log-decay", new Initialisation.LogOfColumn(states), channels, states);
    skip = parameters.parameter("skip", Initialisation.ONES, channels);
    out = Linear.withoutBias(context.in("out"), channels, width);
  }

  /** (cells, tokens, width) to the same; a token sees itself and those before it. */
  Tensor forward(Tensor tokens) {
    Tensor both = in.forward(tokens);
    Tensor x = Functions.silu(convolved(both.narrow(2, 0, channels)));
    Tensor gate = Functions.silu(both.narrow(2, channels, channels));
    Tensor selected = select.forward(x);
    Tensor steps = Functions.linear(selected.narrow(2, 0, rank), stepWeight, Optional.of(stepBias));
    Tensor input = plain(x);
    Tensor scanned =
        SelectiveScan.of(
            input,
            Functions.softplus(plain(steps)),
            logDecay.exp().negate(),
            plain(selected.narrow(2, rank, states)),
            plain(selected.narrow(2, rank + states, states)));
    return out.forward(scanned.add(input.multiply(skip)).multiply(gate));
  }

  /** Each token with those before it, by channel. */
  private Tensor convolved(Tensor x) {
    long tokens = x.size(1);
    return convolution.forward(x.transpose(1, 2)).narrow(2, 0, tokens).transpose(1, 2);
  }

  /** The recurrence multiplies hundreds of factors: not in bfloat16. */
  private static Tensor plain(Tensor numbers) {
    return numbers.to(ElementType.FLOAT32);
  }
}
