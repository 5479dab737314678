package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.nn.Mode;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * The whole models of paper 000's code: embeddings, value encoder, backbone, token decoder and gene
 * queries, with the gradients of both losses, in evaluation and in training. Not compared are the
 * sums inside a block ({@code out.subN}), which our blocks do not show, the number of batches that
 * batch norm has seen, which nothing reads, and the row of padding, which the reference keeps from
 * its gradient.
 */
public class LongtailGolden implements GoldenCheck {

  private static final Tolerance NUMBERS = Tolerance.absolute(1e-5).andRelative(1e-4);
  private static final Tolerance TRAINING_GRADIENTS = NUMBERS.andAbsolute(1e-4);

  @Override
  public void check(GoldenCase golden) {
    new Comparison(golden, "out.", Mode.EVALUATION).run();
    if (golden.has("out.train.loss")) {
      new Comparison(golden, "out.train.", Mode.TRAINING).run();
    }
    if (golden.has("in.mixer_in")) {
      firstMixer(golden);
    }
  }

  /** The mixer of Mamba's first block alone, and the gradient of its input. */
  private static void firstMixer(GoldenCase golden) {
    LongtailModel model = new LongtailModel(golden);
    try (Parameters parameters = model.parameters()) {
      model.load();
      Tensor input = golden.tensor("in.mixer_in").copy().requiresGradient(true);
      Tensor output = model.firstMixer(input);
      golden.check(output, "out.mixer0.out", NUMBERS);
      output.multiply(golden.tensor("in.mixer_cot")).sum().backward();
      golden.check(input.gradient().orElseThrow(), "out.mixer0.grad_in", NUMBERS);
    }
  }

  /** One pass of a model and its comparison with what is stored under a prefix. */
  private static final class Comparison {

    private final GoldenCase golden;
    private final String prefix;
    private final Mode mode;
    private final LongtailModel model;

    Comparison(GoldenCase golden, String prefix, Mode mode) {
      this.golden = golden;
      this.prefix = prefix;
      this.mode = mode;
      model = new LongtailModel(golden);
    }

    void run() {
      try (Parameters parameters = model.parameters()) {
        model.load();
        Tensor genes = model.genes();
        Sequence sequence = model.sequence(genes);
        same(model.structure().reordered(sequence).embedded(), "encoder_input");
        Tensor states = model.forward(sequence, mode);
        Tensor cells = states.select(1, 0);
        boolean tokens = model.spec().traits().tokenStates();
        same(tokens ? states : cells, "encoder");
        same(cells, "cell_emb");
        if (golden.has(prefix + "avg.cell_emb")) {
          same(states.mean(1), "avg.cell_emb");
        }
        Tensor queried = model.queried(genes.detach(), cells);
        same(queried, "mvc");
        losses(queried, tokens ? Optional.of(model.decoded(states)) : Optional.empty());
        model.mapped(this::gradient);
        model.buffers().forEach(this::buffer);
      }
    }

    /** Without token states the reference shows the queried values twice, once cut off. */
    private void losses(Tensor queried, Optional<Tensor> decoded) {
      same(decoded.orElse(queried), "mlm");
      Tensor masked = model.error(decoded.orElse(queried.detach()));
      Tensor cell = model.error(queried);
      same(masked.reshape(1), "loss_mlm");
      same(cell.reshape(1), "loss_mvc");
      Tensor loss = masked.add(cell);
      same(loss.reshape(1), "loss");
      loss.backward();
    }

    private void same(Tensor found, String name) {
      golden.check(found, prefix + name, NUMBERS);
    }

    private void gradient(String ours, String theirs) {
      String name = prefix + "grad." + theirs;
      Optional<Tensor> found = model.parameters().get(ours).gradient();
      if (!golden.has(name)) {
        assertThat(found).as(name).isEmpty();
        return;
      }
      Tolerance tolerance = mode == Mode.TRAINING ? TRAINING_GRADIENTS : NUMBERS;
      Tensor gradient = ours.equals(LongtailModel.TABLE) ? unpadded(found) : found.orElseThrow();
      golden.check(gradient, name, tolerance);
    }

    private Tensor unpadded(Optional<Tensor> gradient) {
      Tensor rows = gradient.orElseThrow().copy();
      model.padding().ifPresent(row -> rows.select(0, row).zeroInPlace());
      return rows;
    }

    private void buffer(String ours, String theirs) {
      String name = prefix + "buffer." + theirs;
      if (golden.has(name)) {
        golden.check(model.parameters().get(ours), name, NUMBERS);
      }
    }
  }
}
