package org.polysome.backbone;

import static org.polysome.GoldenCase.put;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenCase;
import org.polysome.decoder.Mlp;
import org.polysome.encoder.value.Input;
import org.polysome.encoder.value.TokenValues;
import org.polysome.encoder.value.ValueEncoder;
import org.polysome.encoder.value.Zero;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * The whole post-norm model of paper 000's code, run on that code: embeddings, value encoder,
 * transformer, token decoder and gene queries, with the gradients of both losses.
 */
class GoldenTransformerTest {

  private static final double FORWARD = 5e-6;
  private static final double BACKWARD = 5e-5;
  private static final int WIDTH = 16;
  private static final int VOCABULARY = 40;
  private static final int PAD = VOCABULARY - 3;
  private static final Map<String, String> BLOCK =
      Map.of(
          "self_attn.in_proj_", "attention.qkv.",
          "self_attn.out_proj.", "attention.out.",
          "linear1.", "up.",
          "linear2.", "down.",
          "norm1.", "attention-norm.",
          "norm2.", "feed-forward-norm.");

  private final Scope scope = new Scope();
  private final GoldenCase golden = GoldenCase.open("longtail-transformer");
  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private final BuildContext context =
      new BuildContext(new Dimensions(VOCABULARY, WIDTH, 2, 4), parameters, new Weights.FanIn());
  private final ValueEncoder valueEncoder =
      new org.polysome.encoder.value.Mlp(
              WIDTH, Activation.RELU, false, Input.NORMALISED, Zero.NUMBER)
          .build(context.in("values"));
  private final Backbone backbone =
      new Transformer(Transformer.Norm.POST, Activation.RELU, 1, 0, 0, 0, 1e-5)
          .build(context.in("backbone"));
  private final Layer decoder = new Mlp(2, Activation.LEAKY_RELU).build(context.in("decoder"), 1);
  private final Layer query = new Mlp(2, Activation.LEAKY_RELU).build(context.in("query"), WIDTH);
  private final Linear reduce = Linear.of(context.in("reduce"), 256, WIDTH);
  private final Tensor table = context.table("genes", VOCABULARY, 256);
  private final Tensor ids = golden.tensor("in.ids");
  private final Tensor present = ids.equalTo(PAD).not();

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @Test
  void forwardAndGradients() {
    load();
    Tensor genes = genes();
    Tensor encoded = encode(genes, true);
    golden.check(encoded, "out.encoder", FORWARD);
    Tensor cells = encoded.select(1, 0);
    golden.check(cells, "out.cell_emb", FORWARD);
    Tensor masked = decoder.forward(encoded, Mode.TRAINING).squeeze(2);
    golden.check(masked, "out.mlm", FORWARD);
    Tensor queried =
        query.forward(genes.detach(), Mode.TRAINING).matmul(cells.unsqueeze(2)).squeeze(2);
    golden.check(queried, "out.mvc", FORWARD);
    Tensor loss = error(masked).add(error(queried));
    golden.check(loss.reshape(1), "out.loss", FORWARD);
    loss.backward();
    mapped((ours, theirs) -> gradient(ours, theirs));
  }

  @Test
  void evaluationAgreesWhereThereAreTokens() {
    load();
    try (NoGradient frozen = new NoGradient()) {
      Tensor mask = present.to(ElementType.FLOAT32).unsqueeze(2);
      Tensor expected = golden.tensor("out.fast.encoder").multiply(mask);
      GoldenCase.check(encode(genes(), true).multiply(mask), expected, "padded", FORWARD);
      long length = (long) present.select(0, 1).to(ElementType.INT64).sum().item();
      Tensor alone = encode(genes().narrow(0, 1, 1).narrow(1, 0, length), false);
      GoldenCase.check(
          alone, expected.narrow(0, 1, 1).narrow(1, 0, length), "cell 1 alone", FORWARD);
    }
  }

  private Tensor genes() {
    return reduce.forward(org.polysome.tensor.Functions.embedding(table, ids));
  }

  private Tensor encode(Tensor genes, boolean whole) {
    Tensor values = golden.tensor("in.values").clamp(-512, 512);
    Tensor kinds =
        Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, values.shape());
    Tensor embedded = valueEncoder.forward(new TokenValues(values, values, kinds), Mode.EVALUATION);
    Tensor input =
        genes.add(whole ? embedded : embedded.narrow(0, 1, 1).narrow(1, 0, genes.size(1)));
    if (whole) {
      golden.check(input, "out.encoder_input", FORWARD);
    }
    Optional<Tensor> mask = whole ? Optional.of(present) : Optional.empty();
    return backbone.forward(new Sequence(input, ids, kinds, mask), Mode.TRAINING);
  }

  /** Mean squared error over the positions whose input value is the mask. */
  private Tensor error(Tensor predicted) {
    Tensor mask = golden.tensor("in.values").equalTo(-1).to(ElementType.FLOAT32);
    Tensor errors = predicted.subtract(golden.tensor("in.targets")).square().multiply(mask);
    return errors.sum().divide(mask.sum());
  }

  private interface Pair {
    void of(String ours, String theirs);
  }

  private void mapped(Pair pair) {
    pair.of("genes", "embedding.weight");
    for (String kind : new String[] {"weight", "bias"}) {
      pair.of("reduce." + kind, "emb_trans." + kind);
      pair.of("values.first." + kind, "value_encoder.0." + kind);
      pair.of("values.second." + kind, "value_encoder.2." + kind);
      head(pair, "decoder", "decoder", kind);
      head(pair, "query", "gene2query", kind);
      for (int layer = 0; layer < 2; layer++) {
        String ours = "backbone.layers." + layer + ".";
        String theirs = "encoder.layers." + layer + ".";
        BLOCK.forEach((from, to) -> pair.of(ours + to + kind, theirs + from + kind));
      }
    }
  }

  private static void head(Pair pair, String ours, String theirs, String kind) {
    pair.of(ours + ".hidden.0." + kind, theirs + ".0." + kind);
    pair.of(ours + ".hidden.1." + kind, theirs + ".2." + kind);
    pair.of(ours + ".out." + kind, theirs + ".4." + kind);
  }

  private void load() {
    mapped((ours, theirs) -> put(parameters, ours, golden.weight(theirs)));
  }

  private void gradient(String ours, String theirs) {
    Tensor found = parameters.get(ours).gradient().orElseThrow();
    if (ours.equals("genes")) {
      // The reference keeps the padding row without a gradient; ours has no such row.
      Tensor expected = golden.tensor("out.grad." + theirs);
      GoldenCase.check(found.narrow(0, 0, PAD), expected.narrow(0, 0, PAD), ours, BACKWARD);
      return;
    }
    golden.check(found, "out.grad." + theirs, BACKWARD);
  }
}
