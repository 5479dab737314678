package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** scGPT's weights in our parameters, and our gradients under its names. */
final class ScgptWeights {

  private static final Tolerance GRADIENT = Tolerance.ofLargest(1e-4).andAbsolute(1e-6);
  private static final String GENES = "model.gene-encoder.weight";
  private static final String BINS = "model.value-encoder.bins.weight";
  private static final String KINDS = "model.value-encoder.kinds.weight";
  private static final String LABELS = "model.label-encoder.table.weight";
  private static final String MEANS = "model.embedding-norm.running-mean";
  private static final String VARIANCES = "model.embedding-norm.running-variance";
  private static final String VALUES = "value_encoder.embedding.weight";

  private final GoldenCase golden;
  private final Parameters parameters;
  private final Map<String, String> names = new LinkedHashMap<>();

  ScgptWeights(GoldenCase golden, Parameters parameters) {
    this.golden = golden;
    this.parameters = parameters;
    String head = "objective.masked-values.decoder.output.";
    String query = "objective.cell-to-gene-values.query.";
    ScgptNames.pair(names, "model.gene-encoder.norm", "encoder.enc_norm");
    ScgptNames.pair(names, "model.value-encoder.first", "value_encoder.linear1");
    ScgptNames.pair(names, "model.value-encoder.second", "value_encoder.linear2");
    ScgptNames.pair(names, "model.value-encoder.norm", norm());
    ScgptNames.pair(names, "model.label-encoder.norm", "batch_encoder.enc_norm");
    names.putAll(ScgptNames.stack(head + "0.", "decoder.fc"));
    names.putAll(ScgptNames.stack(head + "1.", "decoder.zero_logit"));
    ScgptNames.pair(names, query + "query", "mvc_decoder.gene2query");
    ScgptNames.pair(names, query + "answer.0", "mvc_decoder.W");
    ScgptNames.pair(names, query + "answer.1", "mvc_decoder.W_zero_logit");
    ScgptNames.pair(names, query + "hidden", "mvc_decoder.fc1");
    ScgptNames.pair(names, query + "out", "mvc_decoder.fc2");
    names.put(query + "slope", "mvc_decoder.hidden_activation.weight");
    normed("objective.label.celltype.decoder.", "cls_decoder.", golden.size("nlayers_cls") - 1);
    normed("objective.label.batch.decoder.", "grad_reverse_discriminator.", 2);
    for (int layer = 0; layer < golden.size("nlayers"); layer++) {
      block("model.backbone.layers." + layer + ".", "transformer_encoder.layers." + layer + ".");
    }
    names.keySet().retainAll(parameters.all().keySet());
  }

  private String norm() {
    return golden.weightNames().contains("value_encoder.enc_norm.weight")
        ? "value_encoder.enc_norm"
        : "value_encoder.norm";
  }

  private void normed(String ours, String theirs, int hidden) {
    ScgptNames.normed(hidden).forEach((a, b) -> names.put(ours + a, theirs + b));
  }

  private void block(String ours, String theirs) {
    names.put(ours + "attention.qkv.weight", theirs + "self_attn.in_proj_weight");
    names.put(ours + "attention.qkv.bias", theirs + "self_attn.in_proj_bias");
    ScgptNames.pair(names, ours + "attention.out", theirs + "self_attn.out_proj");
    ScgptNames.pair(names, ours + "attention-norm", theirs + "norm1");
    ScgptNames.pair(names, ours + "up", theirs + "linear1");
    ScgptNames.pair(names, ours + "down", theirs + "linear2");
    ScgptNames.pair(names, ours + "feed-forward-norm", theirs + "norm2");
  }

  void load() {
    Set<String> own = new TreeSet<>(parameters.all().keySet());
    own.removeAll(names.keySet());
    own.removeAll(Set.of(GENES, BINS, KINDS, LABELS, MEANS, VARIANCES));
    assertThat(own).as("parameters of ours that nothing fills").isEmpty();
    try (NoGradient frozen = new NoGradient()) {
      names.forEach((ours, theirs) -> GoldenCase.put(parameters, ours, golden.weight(theirs)));
      rows(GENES, "encoder.embedding.weight");
      rows(LABELS, "batch_encoder.embedding.weight");
      if (parameters.all().containsKey(BINS)) {
        bins();
      }
      if (parameters.all().containsKey(MEANS)) {
        domains();
      }
    }
  }

  /** The first rows of a table of ours. */
  private void rows(String ours, String theirs) {
    if (parameters.all().containsKey(ours)) {
      Tensor numbers = golden.weight(theirs);
      parameters.get(ours).narrow(0, 0, numbers.size(0)).copyInPlace(numbers);
    }
  }

  private void bins() {
    Tensor theirs = golden.weight(VALUES);
    int bins = golden.size("n_bins");
    parameters.get(BINS).copyInPlace(theirs.narrow(0, 0, bins));
    kind(TokenKind.CLS).copyInPlace(theirs.select(0, 0));
    kind(TokenKind.PAD).copyInPlace(theirs.select(0, golden.size("pad_value")));
    kind(TokenKind.MASK).copyInPlace(theirs.select(0, golden.size("mask_value")));
  }

  private Tensor kind(TokenKind kind) {
    return parameters.get(KINDS).select(0, kind.code());
  }

  private void domains() {
    for (int domain = 0; domain < golden.size("num_batch_labels"); domain++) {
      String theirs = "dsbn.bns." + domain + ".running_";
      parameters.get(MEANS).select(0, domain).copyInPlace(golden.weight(theirs + "mean"));
      parameters.get(VARIANCES).select(0, domain).copyInPlace(golden.weight(theirs + "var"));
    }
  }

  /** Compares every gradient under a prefix. */
  void checkGradients(String prefix) {
    Set<String> left =
        golden.names().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    names.forEach(
        (ours, theirs) -> {
          if (left.remove(theirs)) {
            check(parameters.get(ours).gradient().orElseThrow(), prefix + theirs);
          } else {
            assertThat(parameters.get(ours).gradient())
                .as("gradient of %s, which has none at the reference", ours)
                .matches(found -> found.map(g -> g.abs().sum().item() == 0).orElse(true));
          }
        });
    if (left.remove("encoder.embedding.weight")) {
      Tensor found = gradient(GENES).narrow(0, 0, golden.size("vocab"));
      check(without(found, golden.size("pad_id")), prefix + "encoder.embedding.weight");
    }
    if (left.remove("batch_encoder.embedding.weight")) {
      Tensor found = gradient(LABELS).narrow(0, 0, golden.size("num_batch_labels"));
      check(found, prefix + "batch_encoder.embedding.weight");
    }
    if (left.remove(VALUES)) {
      check(ofBins(), prefix + VALUES);
    }
    assertThat(left).as("gradients that nothing was compared with").isEmpty();
  }

  /** The reference gives its padding row no gradient. */
  private static Tensor without(Tensor rows, int row) {
    Tensor place = Tensors.range(rows.size(0), rows.device()).equalTo(row).unsqueeze(1);
    return rows.maskedFill(place, 0);
  }

  private Tensor ofBins() {
    Tensor kinds = gradient(KINDS);
    int bins = golden.size("n_bins");
    Tensor all = Tensors.zeros(ElementType.FLOAT32, kinds.device(), golden.weight(VALUES).shape());
    all.narrow(0, 0, bins).copyInPlace(gradient(BINS));
    all.select(0, 0).addInPlace(kinds.select(0, TokenKind.CLS.code()), 1);
    all.select(0, golden.size("mask_value")).copyInPlace(kinds.select(0, TokenKind.MASK.code()));
    return all;
  }

  private Tensor gradient(String name) {
    return parameters.get(name).gradient().orElseThrow();
  }

  private void check(Tensor found, String name) {
    Tensor expected = golden.tensor(name);
    GoldenCase.check(found.reshape(expected.shape()), expected, name, GRADIENT);
  }
}
