package org.polysome.encoder.value;

import static org.polysome.GoldenCase.put;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * The value encoders of BMFM-RNA, run on its own code. Its special tokens are numbers below zero,
 * any of {@code n_special}; ours are kinds, of which three have no number, so tokens go through our
 * encoder once per three special tokens, each time with other ones as mask, cls and padding, and
 * with other rows in the table of kinds. Only the row of padding has no gradient there and one here
 * that nothing uses.
 */
public final class BmfmValueEncodersGolden implements GoldenCheck {

  private static final List<TokenKind> SPECIAL =
      List.of(TokenKind.MASK, TokenKind.CLS, TokenKind.PAD);
  private static final Tolerance CLOSE = Tolerance.absolute(2e-5);
  private static final Tolerance ANGLES = Tolerance.absolute(5e-4);
  private static final Tolerance GRADIENT = Tolerance.ofLargest(1e-3);

  /** The row without gradient in the table of the MLP, whatever the padding token. */
  private static final int MLP_PADDING = 2;

  private static final String TABLE = "special_token_embeddings.weight";

  @Override
  public void check(GoldenCase golden) {
    String linear = "projection: {type: linear, bias: false}";
    int waves = golden.size("n_sin");
    int fixed = golden.size("n_sin_fixed");
    String sigmoids =
        "sigmoids: {centres: %s, orientations: %s}"
            .formatted(golden.hyper("centers"), golden.hyper("orient"));
    String geometric = "frequencies: {type: geometric, scale: %s}";
    Case cases = new Case(golden, golden.tensor("in.values"));
    cases.check(
        "scale_trainable",
        periodic("{count: %d, zero: token, %s}".formatted(waves, linear)),
        ANGLES);
    String slow = geometric.formatted("0.01");
    cases.check(
        "scale_fixed",
        periodic("{count: %d, zero: token, %s, %s}".formatted(fixed, slow, linear)),
        ANGLES);
    cases.check(
        "scale_sigmoid",
        periodic(
            "{count: %d, zero: number, shift: 0.5, %s, %s, %s}"
                .formatted(fixed, geometric.formatted("0.1"), sigmoids, linear)),
        ANGLES);
    cases.check(
        "scale_only_sigmoid",
        periodic("{count: 0, zero: token, %s, %s}".formatted(sigmoids, linear)),
        CLOSE);
    String mlp =
        "hidden: %d, activation: leaky-relu, ".formatted(golden.weight("mlp.dense_1.bias").size(0));
    new Case(golden, golden.tensor("in.values").clamp(0, 1e9))
        .check("mlp", mlp("{" + mlp + "output-activation: true}"), CLOSE);
    cases.check("mlp_special", mlp("{" + mlp + "others: hidden, zero: token}"), CLOSE);
    cases.check("mlp_special_nozero", mlp("{" + mlp + "others: hidden, zero: number}"), CLOSE);
    embeddings(golden, periodic("{count: %d, zero: token, %s, %s}".formatted(fixed, slow, linear)));
  }

  private static Periodic periodic(String yaml) {
    return Config.bind(YamlReader.read(yaml, "golden"), Periodic.class);
  }

  private static Mlp mlp(String yaml) {
    return Config.bind(YamlReader.read(yaml, "golden"), Mlp.class);
  }

  /** The sum of gene and value vectors through layer norm. */
  private static void embeddings(GoldenCase golden, Periodic spec) {
    Case cases = new Case(golden, golden.tensor("in.values"));
    int width = golden.size("d");
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      BuildContext context = cases.context(parameters);
      Embedding genes = new Embedding(context.in("genes"), golden.size("vocab"), width);
      LayerNorm norm = new LayerNorm(context.in("norm"), width, 1e-12);
      put(parameters, "genes.weight", golden.weight("embeddings.genes_embeddings.weight"));
      put(parameters, "norm.weight", golden.weight("embeddings.LayerNorm.weight"));
      put(parameters, "norm.bias", golden.weight("embeddings.LayerNorm.bias"));
      Tensor values = cases.encode("embeddings.expressions_embeddings", spec, parameters);
      Tensor sum = genes.forward(golden.tensor("in.gene_ids")).add(values);
      golden.check(norm.forward(sum), "out.embeddings.y", CLOSE);
    }
  }

  /** One encoder's inputs. */
  private record Case(GoldenCase golden, Tensor values) {

    BuildContext context(Parameters parameters) {
      Dimensions sizes = new Dimensions(golden.size("vocab"), golden.size("d"), 1, 1);
      return new BuildContext(sizes, parameters, new Weights.FanIn());
    }

    void check(String name, ValueEncoderSpec spec, Tolerance tolerance) {
      try (Parameters parameters = new Parameters(Device.CPU, 1)) {
        Tensor found = encode(name, spec, parameters);
        golden.check(found, "out." + name + ".y", tolerance);
        names(name)
            .forEach(
                (theirs, ours) -> {
                  String gradient = "out." + name + ".grad." + theirs;
                  if (golden.has(gradient)) {
                    Tensor sum = parameters.get("encoder." + ours).gradient().orElseThrow();
                    golden.check(sum, gradient, GRADIENT);
                  }
                });
      }
    }

    /** Our parameters by the names of theirs. */
    private Map<String, String> names(String name) {
      Map<String, String> all =
          Map.of(
              "basis", "basis",
              "dense.weight", "projection.weight",
              "dense_1.weight", "first.weight",
              "dense_1.bias", "first.bias",
              "dense_2.weight", "second.weight",
              "dense_2.bias", "second.bias");
      Map<String, String> present = new TreeMap<>(all);
      present.keySet().removeIf(theirs -> !golden.weightNames().contains(name + "." + theirs));
      return present;
    }

    /** The whole batch, in as many passes as its special tokens need, and its gradients. */
    Tensor encode(String name, ValueEncoderSpec spec, Parameters parameters) {
      ValueEncoder encoder = spec.build(context(parameters).in("encoder"));
      names(name)
          .forEach(
              (theirs, ours) ->
                  put(parameters, "encoder." + ours, golden.weight(name + "." + theirs)));
      List<Tensor> gradients = new ArrayList<>();
      Tensor sum = Tensors.zeros(ElementType.FLOAT32, Device.CPU, 1);
      int special = golden.size("n_special");
      for (int first = 0; first < special; first += SPECIAL.size()) {
        int last = Math.min(special, first + SPECIAL.size());
        putKinds(name, parameters, first, last);
        Tensor encoded = encoder.forward(tokens(first, last), Mode.EVALUATION);
        Tensor part = encoded.multiply(inPass(first, last).unsqueeze(-1));
        part.multiply(golden.tensor("in.out_weight")).sum().backward();
        gradients.addAll(kindGradients(name, parameters, first, last));
        sum = sum.add(part.detach());
      }
      checkTable(name, gradients);
      return sum;
    }

    /** 1 for the special tokens of a pass and, in the first pass, for all numbers. */
    private Tensor inPass(int first, int last) {
      Tensor special = values.lessThan(-first).and(values.lessThan(-last).not());
      Tensor chosen = first == 0 ? special.or(values.lessThan(0).not()) : special;
      return chosen.to(ElementType.FLOAT32);
    }

    private TokenValues tokens(int first, int last) {
      Tensor zero = values.equalTo(0);
      Tensor kinds = Tensors.where(zero, code(TokenKind.ZERO), code(TokenKind.VALUE));
      for (int id = first; id < last; id++) {
        kinds = Tensors.where(values.equalTo(-(id + 1)), code(SPECIAL.get(id - first)), kinds);
      }
      return new TokenValues(values, values, kinds);
    }

    private static Tensor code(TokenKind kind) {
      return Tensors.full(kind.code(), ElementType.INT32, Device.CPU, 1);
    }

    private void putKinds(String name, Parameters parameters, int first, int last) {
      if (!hasTable(name)) {
        return;
      }
      Tensor theirs = golden.weight(name + "." + TABLE);
      Tensor ours = parameters.get("encoder.kinds.weight").detach();
      for (int id = first; id < last; id++) {
        ours.select(0, SPECIAL.get(id - first).ordinal()).copyInPlace(theirs.select(0, id));
      }
      int zero = golden.size("n_special");
      if (theirs.size(0) > zero) {
        ours.select(0, TokenKind.ZERO.ordinal()).copyInPlace(theirs.select(0, zero));
      }
    }

    private boolean hasTable(String name) {
      return golden.weightNames().contains(name + "." + TABLE);
    }

    /** The gradients of this pass's rows, that of zeros last in the last pass. */
    private List<Tensor> kindGradients(String name, Parameters parameters, int first, int last) {
      List<Tensor> rows = new ArrayList<>();
      if (hasTable(name)) {
        Tensor kinds = parameters.get("encoder.kinds.weight");
        Tensor gradient = kinds.gradient().orElseThrow().copy();
        for (int id = first; id < last; id++) {
          rows.add(gradient.select(0, SPECIAL.get(id - first).ordinal()));
        }
        if (last == golden.size("n_special")) {
          rows.add(gradient.select(0, TokenKind.ZERO.ordinal()));
        }
        clear(kinds);
      }
      return rows;
    }

    /** Forgets the gradients of the special rows, so that the next pass starts at zero. */
    private static void clear(Tensor kinds) {
      Tensor gradient = kinds.gradient().orElseThrow();
      SPECIAL.forEach(kind -> gradient.select(0, kind.ordinal()).zeroInPlace());
    }

    private void checkTable(String name, List<Tensor> rows) {
      String gradient = "out." + name + ".grad." + TABLE;
      if (!golden.has(gradient)) {
        return;
      }
      Tensor expected = golden.tensor(gradient);
      Tensor found = Tensors.stack(rows.subList(0, Math.toIntExact(expected.size(0))), 0).copy();
      found
          .select(0, name.startsWith("mlp") ? MLP_PADDING : golden.size("pad_token_id"))
          .zeroInPlace();
      GoldenCase.check(found, expected, gradient, GRADIENT);
    }
  }
}
