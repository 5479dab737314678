package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.polysome.GoldenCase.put;

import java.util.Map;
import java.util.function.Function;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.encoder.gene.GeneEncoder;
import org.polysome.encoder.gene.GeneEncoderSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * The study of encodings, evaluated in float64 from its equations; ours is float32, so the stated
 * tolerance of float64 is widened to that of float32. Bins are exact. The normalisation itself is a
 * host's computation without a gradient ({@code out.norm.grad_counts}), and the loss of eq. 10 is
 * checked with the objectives.
 */
public final class EncodingsGolden implements GoldenCheck {

  private static final double TOLERANCE = 2e-6;

  @Override
  public void check(GoldenCase golden) {
    new Encodings(golden).check();
  }

  /** One case. */
  private static final class Encodings {

    private final GoldenCase golden;
    private final Tensor valid;
    private final int hidden;
    private final int bins;

    Encodings(GoldenCase golden) {
      this.golden = golden;
      valid = golden.tensor("in.valid").equalTo(1);
      hidden = golden.size("H");
      bins = golden.size("bins");
    }

    void check() {
      mlp("relu", "raw");
      mlp("gelu", "raw_gelu");
      softBins();
      hardBins(new BinEdges.Even(Math.log1p(golden.hyper("c_norm").asDouble())), "hard.fixed");
      hardBins(new BinEdges.CellQuantiles(), "hard.quantile");
      edges();
      logBins();
      combined();
    }

    private void mlp(String activation, String name) {
      Mlp spec =
          Config.bind(
              YamlReader.read(
                  "{hidden: %d, activation: %s}".formatted(hidden, activation), "golden"),
              Mlp.class);
      run(
          spec,
          Map.of(
              "first.weight", "raw_w1",
              "first.bias", "raw_b1",
              "second.weight", "raw_w2",
              "second.bias", "raw_b2"),
          name,
          theirs -> "grad_" + theirs);
    }

    private void softBins() {
      run(
          soft(),
          Map.of(
              "first.weight", "soft_w1", "second.weight", "soft_w2", "bins.weight", "soft_table"),
          "soft",
          theirs -> theirs.replace("soft_", "grad_"));
    }

    private SoftBins soft() {
      double slope = golden.hyper("slope").asDouble();
      return new SoftBins(golden.size("soft"), hidden, slope, Input.NORMALISED, Zero.NUMBER);
    }

    private void hardBins(BinEdges edges, String name) {
      Tensor found = edges.bin(tokens(values(), false), Input.NORMALISED, bins);
      checkBins(found, "out." + name + "_bins");
      table(new HardBins(bins, edges, Input.NORMALISED, false), "in.hard_table", name + "_");
    }

    private void edges() {
      TokenValues tokens = tokens(values(), false);
      BinEdges even = new BinEdges.Even(Math.log1p(golden.hyper("c_norm").asDouble()));
      GoldenCase.check(
          even.edges(tokens, Input.NORMALISED, bins).select(0, 0),
          golden.tensor("in.hard_edges_fixed"),
          "in.hard_edges_fixed",
          1e-12);
      Tensor quantiles = new BinEdges.CellQuantiles().edges(tokens, Input.NORMALISED, bins);
      golden.check(quantiles, "out.hard.quantile_edges", TOLERANCE);
    }

    private void logBins() {
      LogBins onCounts = new LogBins(golden.size("Bmax"), Input.COUNTS);
      checkBins(onCounts.bin(golden.tensor("in.counts")), "out.logbin.counts");
      checkBins(onCounts.bin(golden.tensor("out.norm.value")), "out.logbin.norm");
      Tensor probe = golden.tensor("in.log_probe").unsqueeze(0);
      assertThat(onCounts.bin(probe).toInts())
          .containsExactly(golden.tensor("out.logbin.probe").toInts());
      table(onCounts, "in.log_table", "logbin.");
    }

    private void checkBins(Tensor found, String name) {
      Tensor mask = valid.to(ElementType.INT64);
      assertThat(found.multiply(mask).toInts())
          .as(name)
          .containsExactly(golden.tensor(name).multiply(mask).toInts());
    }

    /** An encoder that looks up a table, of which the case has results {@code name + emb}. */
    private void table(ValueEncoderSpec spec, String table, String name) {
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        ValueEncoder encoder = spec.build(context(parameters));
        put(parameters, "bins.weight", golden.tensor(table));
        compare(encoder.forward(tokens(values(), false), Mode.EVALUATION), name + "emb");
        gradient(parameters, "bins.weight", name + "grad_table");
      }
    }

    /** An encoder of values, with the gradients of its parameters and of the values. */
    private void run(
        ValueEncoderSpec spec,
        Map<String, String> names,
        String name,
        Function<String, String> gradients) {
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        ValueEncoder encoder = spec.build(context(parameters));
        names.forEach((ours, theirs) -> put(parameters, ours, golden.tensor("in." + theirs)));
        Tensor values = values();
        compare(encoder.forward(tokens(values, false), Mode.EVALUATION), name + ".emb");
        names.forEach(
            (ours, theirs) -> gradient(parameters, ours, name + "." + gradients.apply(theirs)));
        golden.check(values.gradient().orElseThrow(), "out." + name + ".grad_x", TOLERANCE);
      }
    }

    /** Gene plus soft bins or mask token, eq. 5-6. */
    private void combined() {
      int genes = golden.size("genes");
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        BuildContext context = context(parameters);
        GeneEncoder geneEncoder = learned().build(context.in("genes"));
        ValueEncoder encoder = soft().build(context.in("values"));
        put(parameters, "values.first.weight", golden.tensor("in.soft_w1"));
        put(parameters, "values.second.weight", golden.tensor("in.soft_w2"));
        put(parameters, "values.bins.weight", golden.tensor("in.soft_table"));
        Tensor table = parameters.get("genes.weight");
        table.detach().narrow(0, 0, genes).copyInPlace(golden.floats("in.gene_table"));
        int mask = TokenBatch.special(0, TokenKind.MASK);
        Tensor kinds = parameters.get("values.kinds.weight");
        kinds.detach().select(0, mask).copyInPlace(golden.floats("in.mask_token"));
        Tensor values = encoder.forward(tokens(values(), true), Mode.EVALUATION);
        compare(geneEncoder.forward(golden.tensor("in.gene_ids")).add(values), "combined.z");
        Tensor geneGradient = table.gradient().orElseThrow().narrow(0, 0, genes);
        golden.check(geneGradient, "out.combined.grad_gene_table", TOLERANCE);
        Tensor maskGradient = kinds.gradient().orElseThrow().select(0, mask);
        golden.check(maskGradient, "out.combined.grad_mask_token", TOLERANCE);
        gradient(parameters, "values.bins.weight", "combined.grad_soft_table");
        gradient(parameters, "values.second.weight", "combined.grad_soft_w2");
      }
    }

    private static GeneEncoderSpec learned() {
      return Config.defaults(org.polysome.encoder.gene.Learned.class);
    }

    private BuildContext context(Parameters parameters) {
      Dimensions sizes = new Dimensions(golden.size("genes"), golden.size("d"), 1, 1);
      return new BuildContext(sizes, parameters, new Weights.FanIn());
    }

    /** Compares where there are genes, then sends the gradient of the case back. */
    private void compare(Tensor found, String name) {
      Tensor mask = valid.to(ElementType.FLOAT32).unsqueeze(2);
      Tensor expected = golden.floats("out." + name).multiply(mask);
      GoldenCase.check(found.multiply(mask), expected, name, TOLERANCE);
      found.multiply(mask).multiply(golden.floats("in.cot_emb")).sum().backward();
    }

    private void gradient(Parameters parameters, String ours, String name) {
      golden.check(parameters.get(ours).gradient().orElseThrow(), "out." + name, TOLERANCE);
    }

    private Tensor values() {
      return golden.floats("out.norm.value").copy().requiresGradient(true);
    }

    private TokenValues tokens(Tensor values, boolean masked) {
      Tensor kinds = valid.to(ElementType.INT32).multiply(TokenKind.VALUE.code());
      Tensor hidden = golden.tensor("in.masked").equalTo(1).and(valid);
      Tensor mask = Tensors.full(TokenKind.MASK.code(), ElementType.INT32, Device.CPU, 1);
      return new TokenValues(
          values, golden.floats("in.counts"), masked ? Tensors.where(hidden, mask, kinds) : kinds);
    }
  }
}
