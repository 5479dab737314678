package org.polysome.objective;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.model.CellModel;
import org.polysome.model.ModelBatch;
import org.polysome.model.TokenModel;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * Geneformer whole: positions, post-norm encoder, tied head, cell embeddings of the last two
 * layers. The vectors of its one token type are part of our positions: their gradient is the sum
 * over positions. The embedded tokens before the first block are compared through what follows.
 */
public final class GeneformerGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(2e-5);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(1e-4).andAbsolute(1e-6);
  private static final String TYPES = "bert.embeddings.token_type_embeddings.weight";
  private static final String POSITIONS = "bert.embeddings.position_embeddings.weight";
  private static final String HEAD = "cls.predictions.";
  private static final int IGNORED = -100;

  @Override
  public void check(GoldenCase golden) {
    int layers = golden.size("layers");
    for (int count = 1; count <= layers; count++) {
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        Model model = new Model(golden, parameters, count);
        model.checkStates();
        if (count == layers) {
          model.checkHead();
        }
      }
    }
  }

  private static final class Model {

    private final GoldenCase golden;
    private final Parameters parameters;
    private final int count;
    private final int genes;
    private final CellModel model;
    private final MaskedGeneObjective objective;
    private final GoldenNames names;

    Model(GoldenCase golden, Parameters parameters, int count) {
      this.golden = golden;
      this.parameters = parameters;
      this.count = count;
      genes = golden.size("vocab");
      TokenModel spec = spec(golden, count);
      model = spec.build(genes, parameters);
      BuildContext context = new BuildContext(spec.sizes(genes), parameters, new Weights.FanIn());
      objective =
          (MaskedGeneObjective)
              Config.bind(YamlReader.read("{type: masked-genes}", "loss"), ObjectiveSpec.class)
                  .build(new ObjectiveContext(context, MeasuredGenes.everything(1, genes)));
      names = names();
      names.idle("model.gene-encoder.weight").idle("model.position.weight").load();
      fill();
    }

    private static TokenModel spec(GoldenCase golden, int count) {
      String yaml =
          String.format(
              Locale.ROOT,
              """
              width: %d
              layers: %d
              heads: %d
              combination: gene-only
              position: {type: learned, length: %d}
              embedding-norm: layer-norm
              backbone: {type: transformer, norm: post, activation: relu, feed-forward-ratio: %s,
                         epsilon: 1e-12}
              pooling: mean
              """,
              golden.size("d"),
              count,
              golden.size("heads"),
              golden.size("max_pos"),
              golden.size("ff") / (double) golden.size("d"));
      return Config.bind(YamlReader.read(yaml, "geneformer"), TokenModel.class);
    }

    private GoldenNames names() {
      GoldenNames all =
          new GoldenNames(golden, parameters)
              .layer("model.embedding-norm", "bert.embeddings.LayerNorm")
              .layer("dense", HEAD + "transform.dense")
              .layer("norm", HEAD + "transform.LayerNorm")
              .pair("bias", HEAD + "bias");
      for (int layer = 0; layer < count; layer++) {
        String ours = "model.backbone.layers." + layer + ".";
        String theirs = "bert.encoder.layer." + layer + ".";
        String self = theirs + "attention.self.";
        all.layer(ours + "attention.qkv", self + "query", self + "key", self + "value")
            .layer(ours + "attention.out", theirs + "attention.output.dense")
            .layer(ours + "attention-norm", theirs + "attention.output.LayerNorm")
            .layer(ours + "up", theirs + "intermediate.dense")
            .layer(ours + "down", theirs + "output.dense")
            .layer(ours + "feed-forward-norm", theirs + "output.LayerNorm");
      }
      return all;
    }

    private void fill() {
      try (NoGradient frozen = new NoGradient()) {
        words().narrow(0, 0, genes).copyInPlace(golden.weight(words("weight")));
      }
      Tensor positions = golden.weight(POSITIONS).add(golden.weight(TYPES).narrow(0, 0, 1));
      GoldenCase.put(parameters, "model.position.weight", positions);
    }

    private Tensor words() {
      return parameters.get("model.gene-encoder.weight");
    }

    private static String words(String end) {
      return "bert.embeddings.word_embeddings." + end;
    }

    void checkStates() {
      Pass pass = pass(batch(place -> false));
      Tensor share = golden.tensor("in.attention_mask").to(ElementType.FLOAT32).unsqueeze(2);
      String name = "out.hidden_states." + count;
      Tensor expected = golden.tensor(name).multiply(share);
      GoldenCase.check(pass.tokens().multiply(share), expected, name, FORWARD);
      if (count == golden.size("layers")) {
        golden.check(pass.cells(), "out.cell_emb_last", FORWARD);
      } else if (count == golden.size("layers") - 1) {
        golden.check(pass.cells(), "out.cell_emb_second_to_last", FORWARD);
      }
    }

    void checkHead() {
      int[] mask = golden.tensor("in.attention_mask").toInts();
      int[] labels = golden.tensor("in.labels").toInts();
      Tensor logits = golden.tensor("out.logits").flatten(0, 1);
      long[] there =
          IntStream.range(0, mask.length).filter(at -> mask[at] == 1).asLongStream().toArray();
      GoldenCase.check(
          objective.scores(pass(batch(place -> mask[place] == 1))),
          logits.indexSelect(0, Tensors.of(there, there.length)),
          "out.logits",
          FORWARD);
      TokenBatch hidden = batch(place -> labels[place] != IGNORED);
      Tensor loss = objective.sums(pass(hidden), 0).getFirst().divide(objective.counts(hidden)[0]);
      GoldenCase.check(loss.reshape(1), golden.tensor("out.loss").reshape(1), "out.loss", FORWARD);
      loss.backward();
      checkGradients();
    }

    private void checkGradients() {
      GoldenCase.check(
          words().gradient().orElseThrow().narrow(0, 0, genes),
          golden.tensor("out.grad." + words("weight")),
          "words",
          BACKWARD);
      Tensor positions = parameters.get("model.position.weight").gradient().orElseThrow();
      golden.check(positions, "out.grad." + POSITIONS, BACKWARD);
      Tensor types = golden.tensor("out.grad." + TYPES);
      GoldenCase.check(positions.sum(0), types.select(0, 0), "the token type", BACKWARD);
      names.checkGradients("out.grad.", BACKWARD, Set.of(words("weight"), POSITIONS, TYPES));
    }

    private Pass pass(TokenBatch batch) {
      return Pass.through(model, ModelBatch.of(batch, Device.CPU), Mode.EVALUATION);
    }

    /** The case's tokens, all of them genes, of which some are asked for. */
    private TokenBatch batch(java.util.function.IntPredicate asked) {
      int[] ids = golden.tensor("in.input_ids").toInts();
      int[] mask = golden.tensor("in.attention_mask").toInts();
      int[] labels = golden.tensor("in.labels").toInts();
      int[] lengths = golden.tensor("in.lengths").toInts();
      byte[] kinds = new byte[ids.length];
      for (int at = 0; at < ids.length; at++) {
        kinds[at] = (mask[at] == 1 ? TokenKind.VALUE : TokenKind.PAD).code();
      }
      int[] positions = IntStream.range(0, ids.length).filter(asked).toArray();
      int[] truth = Arrays.stream(positions).map(at -> Math.max(0, labels[at])).toArray();
      float[] none = new float[positions.length];
      return new TokenBatch(
          lengths.length,
          ids.length / lengths.length,
          ids,
          new float[ids.length],
          new float[ids.length],
          kinds,
          lengths,
          new int[lengths.length],
          Map.of(),
          Optional.empty(),
          Optional.of(new TokenBatch.Masked(positions, truth, none, none)),
          Optional.empty(),
          Map.of());
    }
  }
}
