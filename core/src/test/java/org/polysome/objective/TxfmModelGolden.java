package org.polysome.objective;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * TxFM whole, in one reading of its paper: encoder, decoder, activation and loss. The states
 * between the blocks are not public in ours and are compared through what follows, and the losses
 * of single samples through their mean.
 */
public final class TxfmModelGolden implements GoldenCheck {

  private static final Tolerance FORWARD = Tolerance.absolute(1e-5).andRelative(1e-4);
  private static final Tolerance LOSS = Tolerance.relative(1e-5);
  private static final Tolerance BACKWARD = Tolerance.ofLargest(1e-4);
  private static final String GENES = "model.gene-encoder.weight";

  @Override
  public void check(GoldenCase golden) {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      new Model(golden, parameters).check();
    }
  }

  private static final class Model {

    private final GoldenCase golden;
    private final Parameters parameters;
    private final int genes;
    private final CellModel model;
    private final WholeCellCountsObjective all;
    private final GoldenNames names;
    private final TokenBatch batch;

    Model(GoldenCase golden, Parameters parameters) {
      this.golden = golden;
      this.parameters = parameters;
      genes = golden.size("V");
      TokenModel spec = spec(golden);
      model = spec.build(genes, parameters);
      BuildContext context = new BuildContext(spec.sizes(genes), parameters, new Weights.FanIn());
      all =
          (WholeCellCountsObjective)
              objective(GeneSet.ALL).build(new ObjectiveContext(context, measured()));
      names = names(spec.layers());
      names.idle(GENES).idle("model.value-encoder.kinds.weight").load();
      Tensor table = Tensors.concatenate(List.of(row("gene_embedding.weight"), row("cls")), 0);
      Tensor filled = parameters.get(GENES).copy().indexCopyInPlace(0, rows(), table);
      GoldenCase.put(parameters, GENES, filled);
      batch = batch();
    }

    private static TokenModel spec(GoldenCase golden) {
      int width = golden.size("d");
      String yaml =
          String.format(
              Locale.ROOT,
              """
              width: %d
              layers: %d
              heads: %d
              value-encoder: scalar
              combination: concat
              backbone: {type: transformer, layer-scale: 1e-5, drop-path: 0.1, epsilon: 1e-6,
                         feed-forward-ratio: %s}
              """,
              width,
              golden.size("blocks"),
              golden.size("heads"),
              golden.weight("blocks.0.fc1.bias").size(0) / (double) width);
      return Config.bind(YamlReader.read(yaml, "txfm"), TokenModel.class);
    }

    private WholeCellCounts objective(GeneSet set) {
      String yaml =
          String.format(
              Locale.ROOT,
              "{genes: %s, decoder: {type: residual-mlp, layers: %d}, total: %s}",
              set.label(),
              golden.size("dec"),
              golden.hyper("L").asDouble());
      return Config.bind(YamlReader.read(yaml, "loss"), WholeCellCounts.class);
    }

    /** Every cell is a source of its own. */
    private MeasuredGenes measured() {
      int[] table = golden.tensor("in.measured").toInts();
      List<BitSet> sources = new ArrayList<>();
      for (int cell = 0; cell < table.length / genes; cell++) {
        BitSet bits = new BitSet();
        int from = cell * genes;
        IntStream.range(0, genes).filter(gene -> table[from + gene] == 1).forEach(bits::set);
        sources.add(bits);
      }
      return MeasuredGenes.of(genes, sources);
    }

    private GoldenNames names(int blocks) {
      GoldenNames named =
          new GoldenNames(golden, parameters)
              .layer("model.combination.linear", "input_proj")
              .layer("model.backbone.norm", "norm")
              .layer("decoder.out", "out");
      for (int block = 0; block < blocks; block++) {
        String ours = "model.backbone.layers." + block + ".";
        String theirs = "blocks." + block + ".";
        named
            .pair(ours + "attention-scale", theirs + "ls1")
            .pair(ours + "feed-forward-scale", theirs + "ls2")
            .layer(ours + "attention-norm", theirs + "norm1")
            .layer(ours + "attention.qkv", theirs + "qkv")
            .layer(ours + "attention.out", theirs + "proj")
            .layer(ours + "feed-forward-norm", theirs + "norm2")
            .layer(ours + "up", theirs + "fc1")
            .layer(ours + "down", theirs + "fc2");
      }
      for (int layer = 0; layer < golden.size("dec"); layer++) {
        named
            .layer("decoder.layers." + layer + ".norm", "decoder." + layer + ".norm")
            .layer("decoder.layers." + layer + ".up", "decoder." + layer + ".fc1")
            .layer("decoder.layers." + layer + ".down", "decoder." + layer + ".fc2");
      }
      return named;
    }

    private Tensor row(String name) {
      return golden.weight(name).reshape(-1, golden.size("d"));
    }

    /** Our rows of the genes and of the cls token. */
    private Tensor rows() {
      long[] rows = IntStream.rangeClosed(0, genes).asLongStream().toArray();
      rows[genes] = TokenBatch.special(genes, TokenKind.CLS);
      return Tensors.of(rows, rows.length);
    }

    void check() {
      Pass pass = Pass.through(model, ModelBatch.of(batch, Device.CPU), Mode.EVALUATION);
      golden.check(pass.cells(), "out.embedding", FORWARD);
      Tensor scores = all.scores(pass);
      golden.check(scores, "out.logits", FORWARD);
      Tensor measured = golden.tensor("in.measured");
      Tensor predicted =
          objective(GeneSet.ALL).activation().apply(scores, measured, golden.hyper("L").asDouble());
      golden.check(predicted, "out.pred", FORWARD);
      Tensor loss = mean(all, scores, pass);
      golden.check(loss.reshape(1), "out.loss", LOSS);
      hidden(scores, pass);
      loss.backward();
      Tensor gradient = parameters.get(GENES).gradient().orElseThrow().indexSelect(0, rows());
      Tensor expected =
          Tensors.concatenate(
              List.of(
                  golden.tensor("out.grad.gene_embedding.weight"),
                  golden.tensor("out.grad.cls").reshape(1, -1)),
              0);
      GoldenCase.check(gradient, expected, "out.grad of genes and cls", BACKWARD);
      names.checkGradients("out.grad.", BACKWARD, Set.of("gene_embedding.weight", "cls"));
    }

    private Tensor mean(WholeCellCountsObjective objective, Tensor scores, Pass pass) {
      return objective.sum(scores, pass.cells(), pass.inputs()).divide(objective.counts(batch)[0]);
    }

    /** The loss of the genes that were not shown, and that of each cell. */
    private void hidden(Tensor scores, Pass pass) {
      try (Parameters other = new Parameters(Device.CPU, 1)) {
        BuildContext context =
            new BuildContext(spec(golden).sizes(genes), other, new Weights.FanIn());
        WholeCellCountsObjective objective =
            (WholeCellCountsObjective)
                objective(GeneSet.NON_INPUT).build(new ObjectiveContext(context, measured()));
        golden.check(mean(objective, scores, pass).reshape(1), "out.loss_hidden", LOSS);
      }
    }

    private TokenBatch batch() {
      int[] ids = golden.tensor("in.ids").toInts();
      int[] keep = golden.tensor("in.keep").toInts();
      float[] shown = golden.tensor("out.values").toFloats();
      int drawn = golden.size("K");
      int cells = ids.length / drawn;
      int tokens = drawn + 1;
      int[] tokenGenes = new int[cells * tokens];
      float[] values = new float[cells * tokens];
      byte[] kinds = new byte[cells * tokens];
      int[] lengths = new int[cells];
      for (int at = 0; at < tokenGenes.length; at++) {
        int from = at / tokens * drawn + at % tokens - 1;
        boolean cls = at % tokens == 0;
        boolean there = cls || keep[from] == 1;
        float value = !cls && there ? shown[from] : 0;
        TokenKind kind =
            cls
                ? TokenKind.CLS
                : !there ? TokenKind.PAD : value > 0 ? TokenKind.VALUE : TokenKind.ZERO;
        kinds[at] = kind.code();
        values[at] = value;
        tokenGenes[at] = cls || !there ? TokenBatch.special(genes, kind) : ids[from];
        lengths[at / tokens] += there ? 1 : 0;
      }
      return new TokenBatch(
          cells,
          tokens,
          tokenGenes,
          values,
          values,
          kinds,
          lengths,
          IntStream.range(0, cells).toArray(),
          Map.of(),
          Optional.empty(),
          Optional.of(whole(cells)),
          Map.of());
    }

    private TokenBatch.WholeCells whole(int cells) {
      float[] targets = golden.tensor("out.target").toFloats();
      float[] raw = golden.tensor("in.raw").toFloats();
      int[] measured = golden.tensor("in.measured").toInts();
      int[] seen =
          IntStream.range(0, targets.length)
              .filter(at -> measured[at] == 1 && targets[at] > 0)
              .toArray();
      int[] indptr = new int[cells + 1];
      float[] values = new float[seen.length];
      float[] counts = new float[seen.length];
      for (int i = 0; i < seen.length; i++) {
        values[i] = targets[seen[i]];
        counts[i] = raw[seen[i]];
        indptr[seen[i] / genes + 1] = i + 1;
      }
      for (int cell = 1; cell <= cells; cell++) {
        indptr[cell] = Math.max(indptr[cell], indptr[cell - 1]);
      }
      int[] ids = IntStream.of(seen).map(at -> at % genes).toArray();
      return new TokenBatch.WholeCells(
          indptr, ids, values, counts, MeasuredGenes.everything(cells, genes));
    }
  }
}
