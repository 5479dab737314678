package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.nn.Mode;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * The whole models of the long-tail benchmark's code: embeddings, value encoder, backbone, token
 * decoder and gene queries, with the gradients of both losses, in evaluation and in training. Not
 * compared are the sums inside a block ({@code out.subN}), where our blocks do not show them, the
 * number of batches that batch norm has seen, which nothing reads, and the row of padding, which
 * the reference keeps from its gradient.
 */
public class LongtailGolden implements GoldenCheck {

  private static final Tolerance NUMBERS = Tolerance.absolute(1e-5).andRelative(1e-4);
  private static final Tolerance TRAINING_GRADIENTS = NUMBERS.andAbsolute(1e-4);

  /** What is stored beside the one pass that every case has. */
  private static final List<String> OTHER_PASSES =
      List.of("train.", "avg.", "fast.", "mixer0.", "clamp_probe_emb");

  /** What the vector of a cell is. */
  private enum Reading {
    /** The state of the cls token. */
    CLS,
    /** The mean of all states, padding included. */
    MEAN,
    /** The state of the cls token, where the states of padding are zero (torch's fast path). */
    CLS_PADDING_ZERO
  }

  @Override
  public void check(GoldenCase golden) {
    new Comparison(golden, "out.", Mode.EVALUATION, Reading.CLS).run();
    if (golden.has("out.train.loss")) {
      new Comparison(golden, "out.train.", Mode.TRAINING, Reading.CLS).run();
    }
    if (golden.has("out.avg.loss")) {
      new Comparison(golden, "out.avg.", Mode.EVALUATION, Reading.MEAN).run();
    }
    if (golden.has("out.fast.encoder")) {
      new Comparison(golden, "out.fast.", Mode.EVALUATION, Reading.CLS_PADDING_ZERO).run();
    }
    if (golden.has("in.clamp_probe")) {
      clampedValues(golden);
    }
    if (golden.has("in.mixer_in")) {
      firstMixer(golden);
    }
  }

  private static void clampedValues(GoldenCase golden) {
    LongtailModel model = new LongtailModel(golden);
    try (Parameters parameters = model.parameters()) {
      model.load();
      Tensor encoded = model.values(golden.tensor("in.clamp_probe").unsqueeze(0)).squeeze(0);
      golden.check(encoded, "out.clamp_probe_emb", NUMBERS);
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
    private final Reading reading;
    private final LongtailModel model;
    private final Set<String> compared = new HashSet<>();

    Comparison(GoldenCase golden, String prefix, Mode mode, Reading reading) {
      this.golden = golden;
      this.prefix = prefix;
      this.mode = mode;
      this.reading = reading;
      model = new LongtailModel(golden);
    }

    void run() {
      try (Parameters parameters = model.parameters()) {
        model.load();
        Tensor genes = model.genes();
        Sequence sequence = model.sequence(genes);
        same(model.structure().reordered(sequence).embedded(), "encoder_input");
        Tensor states = states(sequence);
        boolean tokens = model.spec().traits().tokenStates();
        Tensor cells = reading == Reading.MEAN ? states.mean(1) : states.select(1, 0);
        same(tokens ? states : cells, "encoder");
        same(cells, "cell_emb");
        same(states.mean(1), "avg.cell_emb");
        Tensor queried = model.queried(genes.detach(), cells);
        same(queried, "mvc");
        losses(queried, tokens ? Optional.of(model.decoded(states)) : Optional.empty());
        model.mapped(this::gradient);
        model.buffers().forEach(this::buffer);
        everythingWasCompared();
      }
    }

    private Tensor states(Sequence sequence) {
      if (model.structure().showsBlocks()) {
        List<Tensor> blocks = model.states(sequence, mode);
        for (int layer = 0; layer < blocks.size(); layer++) {
          same(blocks.get(layer), "sub" + layer);
        }
      }
      Tensor states = model.forward(sequence, mode);
      return reading == Reading.CLS_PADDING_ZERO
          ? states.multiply(model.share(sequence).unsqueeze(2))
          : states;
    }

    /** But for {@code order}, which {@code encoder_input} is in. */
    private void everythingWasCompared() {
      List<String> stored =
          golden.names().stream()
              .filter(name -> name.startsWith(prefix))
              .map(name -> name.substring(prefix.length()))
              .filter(name -> OTHER_PASSES.stream().noneMatch(name::startsWith))
              .filter(name -> model.structure().showsBlocks() || !name.matches("sub\\d+"))
              .filter(name -> !name.endsWith("num_batches_tracked") && !name.equals("order"))
              .toList();
      assertThat(compared).isNotEmpty().containsAll(stored);
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

    /** What the case does not hold is not compared; all it holds must be. */
    private void same(Tensor found, String name) {
      same(found, name, NUMBERS);
    }

    private void same(Tensor found, String name, Tolerance tolerance) {
      if (golden.has(prefix + name)) {
        golden.check(found, prefix + name, tolerance);
        compared.add(name);
      }
    }

    private void gradient(String ours, String theirs) {
      String name = "grad." + theirs;
      Optional<Tensor> found = model.parameters().get(ours).gradient();
      if (!golden.has(prefix + name)) {
        // Of the other readings a few gradients are stored, or none.
        assertThat(found.isPresent() && reading == Reading.CLS).as(name).isFalse();
        return;
      }
      Tolerance tolerance = mode == Mode.TRAINING ? TRAINING_GRADIENTS : NUMBERS;
      Tensor gradient = ours.equals(LongtailModel.TABLE) ? unpadded(found) : found.orElseThrow();
      same(gradient, name, tolerance);
    }

    private Tensor unpadded(Optional<Tensor> gradient) {
      Tensor rows = gradient.orElseThrow().copy();
      model.padding().ifPresent(row -> rows.select(0, row).zeroInPlace());
      return rows;
    }

    private void buffer(String ours, String theirs) {
      same(model.parameters().get(ours), "buffer." + theirs);
    }
  }
}
