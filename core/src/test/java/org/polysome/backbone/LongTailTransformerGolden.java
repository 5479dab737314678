package org.polysome.backbone;

import java.util.Optional;
import java.util.Set;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.decoder.Mlp;
import org.polysome.encoder.value.TokenValues;
import org.polysome.encoder.value.ValueEncoder;
import org.polysome.encoder.value.ValueEncoderSpec;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Gradients;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * The whole post-norm model of paper 000's code, run on that code: embeddings, value encoder,
 * transformer, token decoder and gene queries, with the gradients of both losses, for both ways of
 * pooling. The reference pools over padding too; in evaluation its padding is zero ({@code fast}).
 */
public final class LongTailTransformerGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(1e-5).andRelative(1e-4);

  @Override
  public void check(GoldenCase golden) {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      new Model(golden, parameters).check();
    }
  }

  private static final class Model {

    private final GoldenCase golden;
    private final Parameters parameters;
    private final GoldenNames names;
    private final Tensor table;
    private final Optional<Linear> reduce;
    private final ValueEncoder values;
    private final Blocks backbone;
    private final Layer decoder;
    private final Layer query;
    private final Tensor ids;
    private final Tensor present;

    Model(GoldenCase golden, Parameters parameters) {
      this.golden = golden;
      this.parameters = parameters;
      names = new GoldenNames(golden, parameters);
      int width = golden.size("d");
      Dimensions sizes =
          new Dimensions(golden.size("vocab"), width, golden.size("layers"), golden.size("heads"));
      BuildContext context = new BuildContext(sizes, parameters, new Weights.FanIn());
      Tensor embedding = golden.weight("embedding.weight");
      table = context.table("genes", (int) embedding.size(0), (int) embedding.size(1));
      names.pair("genes", "embedding.weight");
      reduce =
          golden.weightNames().contains("emb_trans.weight")
              ? Optional.of(Linear.of(context.in("reduce"), (int) embedding.size(1), width))
              : Optional.empty();
      reduce.ifPresent(layer -> names.layer("reduce", "emb_trans"));
      values =
          Config.bind(
                  YamlReader.read("{type: mlp, hidden: " + width + "}", "values"),
                  ValueEncoderSpec.class)
              .build(context.in("values"));
      backbone =
          (Blocks)
              BackboneContract.read(
                      "{type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}")
                  .build(context.in("backbone"));
      decoder = new Mlp(2, Activation.LEAKY_RELU).build(context.in("decoder"), 1);
      query = new Mlp(2, Activation.LEAKY_RELU).build(context.in("query"), width);
      ids = golden.tensor("in.ids");
      present = present(ids, golden);
      name(sizes.layers());
    }

    /** Padding is what follows the number of tokens of each cell. */
    private static Tensor present(Tensor ids, GoldenCase golden) {
      int tokens = (int) ids.size(1);
      byte[] present = new byte[(int) ids.elements()];
      for (int at = 0; at < present.length; at++) {
        boolean there = at % tokens < golden.hyper("lens").get(at / tokens).asInt() + 1;
        present[at] = (byte) (there ? 1 : 0);
      }
      return Tensors.of(present, ids.shape()).equalTo(1);
    }

    private void name(int layers) {
      names.idle("values.kinds.weight");
      names.layer("values.first", "value_encoder.0").layer("values.second", "value_encoder.2");
      head("decoder", "decoder");
      head("query", "gene2query");
      for (int layer = 0; layer < layers; layer++) {
        String ours = "backbone.layers." + layer + ".";
        String theirs = "encoder.layers." + layer + ".";
        for (String end : new String[] {"weight", "bias"}) {
          names.pair(ours + "attention.qkv." + end, theirs + "self_attn.in_proj_" + end);
        }
        names
            .layer(ours + "attention.out", theirs + "self_attn.out_proj")
            .layer(ours + "attention-norm", theirs + "norm1")
            .layer(ours + "up", theirs + "linear1")
            .layer(ours + "down", theirs + "linear2")
            .layer(ours + "feed-forward-norm", theirs + "norm2");
      }
    }

    private void head(String ours, String theirs) {
      names
          .layer(ours + ".hidden.0", theirs + ".0")
          .layer(ours + ".hidden.1", theirs + ".2")
          .layer(ours + ".out", theirs + ".4");
    }

    void check() {
      names.load();
      Tensor probe = values(golden.tensor("in.clamp_probe").unsqueeze(0)).squeeze(0);
      golden.check(probe, "out.clamp_probe_emb", FORWARD);
      pooledByCls();
      pooledByMean();
      inEvaluation();
    }

    private void pooledByCls() {
      Tensor genes = genes();
      Sequence sequence = sequence(genes);
      golden.check(sequence.embedded(), "out.encoder_input", FORWARD);
      var states = backbone.states(sequence, Mode.TRAINING);
      for (int layer = 0; layer < states.size(); layer++) {
        golden.check(states.get(layer), "out.sub" + layer, FORWARD);
      }
      Tensor encoded = states.getLast();
      golden.check(encoded, "out.encoder", FORWARD);
      Tensor cells = encoded.select(1, 0);
      golden.check(cells, "out.cell_emb", FORWARD);
      Tensor masked = decoder.forward(encoded, Mode.TRAINING).squeeze(2);
      golden.check(masked, "out.mlm", FORWARD);
      Tensor queried = queried(genes, cells);
      golden.check(queried, "out.mvc", FORWARD);
      checkLosses(masked, queried, "out.");
      Tensor gradient = parameters.get("genes").gradient().orElseThrow();
      // The reference keeps the padding row without a gradient; ours has no such row.
      Tensor padding = ids.maskedSelect(present.not()).max();
      Tensor rows = Tensors.range(gradient.size(0), Device.CPU).equalTo(padding).unsqueeze(1);
      GoldenCase.check(
          gradient.maskedFill(rows, 0),
          golden.tensor("out.grad.embedding.weight").maskedFill(rows, 0),
          "gradient of genes",
          FORWARD);
      names.checkGradients("out.grad.", FORWARD, Set.of("embedding.weight"));
    }

    private void pooledByMean() {
      Gradients.clear(parameters.trained().values());
      Tensor genes = genes();
      Tensor encoded = backbone.forward(sequence(genes), Mode.TRAINING);
      Tensor cells = encoded.mean(1);
      golden.check(cells, "out.avg.cell_emb", FORWARD);
      Tensor queried = queried(genes, cells);
      golden.check(queried, "out.avg.mvc", FORWARD);
      checkLosses(decoder.forward(encoded, Mode.TRAINING).squeeze(2), queried, "out.avg.");
      names.checkGradients("out.avg.grad.", FORWARD, Set.of());
    }

    private void inEvaluation() {
      Tensor genes = genes();
      Tensor share = present.to(ElementType.FLOAT32).unsqueeze(2);
      Tensor encoded = backbone.forward(sequence(genes), Mode.EVALUATION).multiply(share);
      golden.check(encoded, "out.fast.encoder", FORWARD);
      golden.check(encoded.select(1, 0), "out.fast.cell_emb", FORWARD);
      golden.check(encoded.mean(1), "out.fast.avg.cell_emb", FORWARD);
      golden.check(decoder.forward(encoded, Mode.EVALUATION).squeeze(2), "out.fast.mlm", FORWARD);
      golden.check(queried(genes, encoded.select(1, 0)), "out.fast.mvc", FORWARD);
    }

    private Tensor genes() {
      Tensor rows = Functions.embedding(table, ids);
      return reduce.map(layer -> layer.forward(rows)).orElse(rows);
    }

    private Tensor values(Tensor numbers) {
      Tensor clamped = numbers.clamp(-512.0, 512.0);
      return values.forward(
          new TokenValues(clamped, clamped, kinds(numbers.shape())), Mode.EVALUATION);
    }

    private static Tensor kinds(long... shape) {
      return Tensors.full(TokenKind.VALUE.code(), ElementType.INT32, Device.CPU, shape);
    }

    private Sequence sequence(Tensor genes) {
      Tensor embedded = genes.add(values(golden.tensor("in.values")));
      return new Sequence(embedded, ids, kinds(ids.shape()), Optional.of(present));
    }

    private Tensor queried(Tensor genes, Tensor cells) {
      Tensor queries = query.forward(genes.detach(), Mode.TRAINING);
      return queries.matmul(cells.unsqueeze(2)).squeeze(2);
    }

    private void checkLosses(Tensor masked, Tensor queried, String prefix) {
      Tensor maskedLoss = error(masked);
      Tensor queriedLoss = error(queried);
      if (golden.has(prefix + "loss_mlm")) {
        golden.check(maskedLoss.reshape(1), prefix + "loss_mlm", FORWARD);
      }
      golden.check(queriedLoss.reshape(1), prefix + "loss_mvc", FORWARD);
      Tensor loss = maskedLoss.add(queriedLoss);
      golden.check(loss.reshape(1), prefix + "loss", Tolerance.relative(1e-5));
      loss.backward();
    }

    /** Mean squared error over the positions whose input value is the mask. */
    private Tensor error(Tensor predicted) {
      Tensor mask = golden.tensor("in.values").equalTo(-1).to(ElementType.FLOAT32);
      Tensor errors = predicted.subtract(golden.tensor("in.targets")).square().multiply(mask);
      return errors.sum().divide(mask.sum());
    }
  }
}
