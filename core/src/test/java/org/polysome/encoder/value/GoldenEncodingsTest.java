package org.polysome.encoder.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.polysome.GoldenCase.put;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.GoldenCase;
import org.polysome.encoder.gene.GeneEncoder;
import org.polysome.encoder.gene.Learned;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** Paper 001, evaluated in float64 from its equations; ours is float32. */
class GoldenEncodingsTest {

  private static final double TOLERANCE = 2e-6;
  private static final int GENES = 20;

  private final Scope scope = new Scope();
  private final Parameters parameters = new Parameters(Device.CPU, 1);
  private final BuildContext context =
      new BuildContext(new Dimensions(GENES, 6, 1, 1), parameters, new Weights.FanIn());
  private final GoldenCase golden = GoldenCase.open("encodings-001");
  private Tensor valid = Tensors.of(new float[0], 0);
  private Tensor values = valid;

  @BeforeEach
  void read() {
    valid = golden.tensor("in.valid").equalTo(1);
    values = golden.floats("out.norm.value").requiresGradient(true);
  }

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({"RELU, raw", "GELU, raw_gelu"})
  void mlp(Activation activation, String name) {
    ValueEncoder encoder =
        new Mlp(7, activation, false, Input.NORMALISED, Zero.NUMBER).build(context);
    put(parameters, "first.weight", golden.tensor("in.raw_w1"));
    put(parameters, "first.bias", golden.tensor("in.raw_b1"));
    put(parameters, "second.weight", golden.tensor("in.raw_w2"));
    put(parameters, "second.bias", golden.tensor("in.raw_b2"));
    encode(encoder, name + ".emb");
    gradient("first.weight", name + ".grad_raw_w1");
    gradient("first.bias", name + ".grad_raw_b1");
    gradient("second.weight", name + ".grad_raw_w2");
    gradient("second.bias", name + ".grad_raw_b2");
    golden.check(values.gradient().orElseThrow(), "out." + name + ".grad_x", TOLERANCE);
  }

  @Test
  void softBins() {
    ValueEncoder encoder = new SoftBins(4, 7, 0.01, Input.NORMALISED, Zero.NUMBER).build(context);
    putSoftBins("");
    encode(encoder, "soft.emb");
    gradient("first.weight", "soft.grad_w1");
    gradient("second.weight", "soft.grad_w2");
    gradient("bins.weight", "soft.grad_table");
    golden.check(values.gradient().orElseThrow(), "out.soft.grad_x", TOLERANCE);
  }

  @Test
  void hardBinsWithFixedEdges() {
    hardBins(new BinEdges.Even(Math.log1p(10000)), "hard.fixed");
  }

  @Test
  void hardBinsWithTheQuantilesOfEachCell() {
    hardBins(new BinEdges.CellQuantiles(), "hard.quantile");
    Tensor edges = new BinEdges.CellQuantiles().edges(tokens(false), Input.NORMALISED, 5);
    golden.check(edges, "out.hard.quantile_edges", TOLERANCE);
  }

  private void hardBins(BinEdges edges, String name) {
    Tensor bins = edges.bin(tokens(false), Input.NORMALISED, 5);
    Tensor mask = valid.to(ElementType.INT64);
    assertThat(bins.multiply(mask).toInts())
        .containsExactly(golden.tensor("out." + name + "_bins").multiply(mask).toInts());
    ValueEncoder encoder = new HardBins(5, edges, Input.NORMALISED).build(context);
    put(parameters, "bins.weight", golden.tensor("in.hard_table"));
    encode(encoder, name + "_emb");
    gradient("bins.weight", name + "_grad_table");
  }

  @Test
  void genePlusSoftBinsOrMaskToken() {
    GeneEncoder genes = new Learned().build(context.in("genes"));
    ValueEncoder encoder =
        new SoftBins(4, 7, 0.01, Input.NORMALISED, Zero.NUMBER).build(context.in("values"));
    putSoftBins("values.");
    Tensor geneTable = parameters.get("genes.weight");
    put(
        parameters,
        "genes.weight",
        Tensors.concatenate(
            java.util.List.of(
                golden.floats("in.gene_table"), geneTable.detach().narrow(0, GENES, 7)),
            0));
    Tensor kinds = parameters.get("values.kinds.weight");
    put(
        parameters,
        "values.kinds.weight",
        golden.floats("in.mask_token").unsqueeze(0).expand(kinds.shape()));
    Tensor sum =
        genes
            .forward(golden.tensor("in.gene_ids"))
            .add(encoder.forward(tokens(true), Mode.EVALUATION));
    compare(sum, "combined.z");
    Tensor geneGradient = geneTable.gradient().orElseThrow();
    golden.check(geneGradient.narrow(0, 0, GENES), "out.combined.grad_gene_table", TOLERANCE);
    Tensor maskGradient = kinds.gradient().orElseThrow().select(0, TokenKind.MASK.code());
    golden.check(maskGradient, "out.combined.grad_mask_token", TOLERANCE);
    gradient("values.bins.weight", "combined.grad_soft_table");
    gradient("values.second.weight", "combined.grad_soft_w2");
  }

  private void putSoftBins(String prefix) {
    put(parameters, prefix + "first.weight", golden.tensor("in.soft_w1"));
    put(parameters, prefix + "second.weight", golden.tensor("in.soft_w2"));
    put(parameters, prefix + "bins.weight", golden.tensor("in.soft_table"));
  }

  private void encode(ValueEncoder encoder, String name) {
    compare(encoder.forward(tokens(false), Mode.EVALUATION), name);
  }

  /** Compares where there are genes, then sends the gradient of the case back. */
  private void compare(Tensor found, String name) {
    Tensor mask = valid.to(ElementType.FLOAT32).unsqueeze(2);
    GoldenCase.check(
        found.multiply(mask), golden.floats("out." + name).multiply(mask), name, TOLERANCE);
    found.multiply(mask).multiply(golden.floats("in.cot_emb")).sum().backward();
  }

  private void gradient(String parameter, String name) {
    golden.check(parameters.get(parameter).gradient().orElseThrow(), "out." + name, TOLERANCE);
  }

  private TokenValues tokens(boolean masked) {
    Tensor kinds = valid.to(ElementType.INT32).multiply(TokenKind.VALUE.code());
    Tensor hidden = golden.tensor("in.masked").equalTo(1).and(valid);
    Tensor mask = Tensors.full(TokenKind.MASK.code(), ElementType.INT32, Device.CPU, 1);
    return new TokenValues(
        values, golden.floats("in.counts"), masked ? Tensors.where(hidden, mask, kinds) : kinds);
  }
}
