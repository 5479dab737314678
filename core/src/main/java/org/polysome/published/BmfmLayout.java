package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.polysome.fault.DataException;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenKind;
import tools.jackson.databind.JsonNode;

/**
 * What BMFM-RNA publishes: {@code config.json} and weights in names near those of HuggingFace's
 * BERT, with the tokenizers of its fields. Read are the fields of genes and of expressions, on
 * BERT, Performer and Nystromformer blocks; its heads are left out, as embedding needs none.
 */
final class BmfmLayout implements Layout {

  private static final Map<String, TokenKind> SPECIAL =
      Map.of(
          "[PAD]", TokenKind.PAD,
          "[CLS]", TokenKind.CLS,
          "[MASK]", TokenKind.MASK,
          "[S]", TokenKind.DEPTH_SOURCE,
          "[T]", TokenKind.DEPTH_TARGET);
  private static final String GENES = "embeddings.genes_embeddings.weight";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path config = folder.need("configuration", "config.json");
    Path tokens =
        folder.need(
            "tokenizer of genes",
            "tokenizers/genes/tokenizer.json",
            "tokenizers/genes/vocab.txt",
            "genes/tokenizer.json",
            "genes/vocab.txt",
            "vocab.txt");
    Path weights = folder.need("weights", "model.safetensors", "pytorch_model.bin", "*.ckpt");
    WeightFile file = WeightFile.read(weights, part);
    Map<String, Integer> ids = ids(tokens);
    TokenTable table = TokenTable.of(tokens, ids, '[', SPECIAL);
    return new Reading(file, table, config).described();
  }

  private static Map<String, Integer> ids(Path file) {
    if (file.toString().endsWith(".json")) {
      JsonNode model = PublishedFolder.json(file).path("model").path("vocab");
      return PublishedFolder.ids(file, model);
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    PublishedFolder.lines(file).forEach(name -> ids.put(name.strip(), ids.size()));
    return ids;
  }

  private static final class Reading {

    private final WeightFile weights;
    private final TokenTable table;
    private final Path file;
    private final JsonNode config;
    private final RuleBook book;
    private final String base;
    private final BmfmValues values;
    private final List<String> notes = new ArrayList<>();

    Reading(WeightFile weights, TokenTable table, Path file) {
      this.weights = weights;
      this.table = table;
      this.file = file;
      config = PublishedFolder.json(file);
      book = new RuleBook(weights.path().toString(), weights.parts());
      base = base();
      values = new BmfmValues(book, base + "embeddings.expressions_embeddings.", table, weights);
    }

    /** What the names of the model begin with, such as {@code scbert.}. */
    private String base() {
      return weights.tensors().keySet().stream()
          .filter(name -> name.endsWith(GENES))
          .map(name -> name.substring(0, name.length() - GENES.length()))
          .findFirst()
          .orElseThrow(
              () ->
                  new DataException(
                      "%s has no tensor '%s'; expected a model of BMFM-RNA with a field of genes"
                          .formatted(weights.path(), GENES)));
    }

    Described described() {
      book.rows("model.gene-encoder.weight", base + GENES, table.allRows())
          .layer("model.embedding-norm", base + "embeddings.LayerNorm");
      values.rules();
      if (positions().isPresent()) {
        book.same("model.position.weight", base + "embeddings.position_embeddings.weight");
      }
      for (int layer = 0; layer < layers(); layer++) {
        Blocks.bert(book, "model.backbone.layers." + layer, base + "encoder.layer." + layer);
      }
      if (performer()) {
        for (int layer = 0; layer < layers(); layer++) {
          book.fresh("model.backbone.layers." + layer + ".attention.projection");
        }
        notes.add("the random features of its Performer are drawn anew: its checkpoint has none");
      }
      String quoted = Pattern.quote(base);
      book.fresh("objective.")
          .leaveOut(
              "(?!%s(embeddings|encoder)\\.).*|%s(embeddings\\.position_ids|embeddings\\.(?!genes|expressions|position)[a-z_]+_embeddings\\..*|embeddings\\.expressions_embeddings\\.sigmoid_.*)"
                  .formatted(quoted, quoted));
      notes.add("no [SEP] is written after a cell");
      notes.add("its heads are left out; an objective that predicts hidden values starts anew");
      return new Described(
          weights,
          Described.plan("BMFM-RNA", yaml()),
          table.genes(),
          Fitted.NOTHING,
          Map.of(),
          book,
          notes);
    }

    private int layers() {
      return book.count(base + "encoder.layer.", ".output.dense.weight");
    }

    private String self() {
      return base + "encoder.layer.0.attention.self.";
    }

    private boolean performer() {
      return book.has(self() + "out.weight");
    }

    private Optional<Integer> positions() {
      String name = base + "embeddings.position_embeddings.weight";
      return book.has(name) ? Optional.of(book.size(name, 0)) : Optional.empty();
    }

    private String yaml() {
      int width = book.size(base + GENES, 1);
      double dropout = PublishedFolder.number(config, "hidden_dropout_prob", 0);
      double epsilon = PublishedFolder.number(config, "layer_norm_eps", 1e-12);
      int length = PublishedFolder.whole(config, "max_position_embeddings").orElse(1024);
      return """
          tokenizer:
            genes: non-zero
            length: %d
            sampling: uniform
            cls: true
            totals: sequence
            normalisation: {type: library-size, target-sum: 10000}
          model:
            type: token-model
            width: %d
            layers: %d
            heads: %d
            gene-encoder: learned
            value-encoder: %s
          %s  embedding-norm: {type: layer-norm, epsilon: %s}
            embedding-dropout: %s
            backbone: %s
            pooling: cls
          objectives:
            - {type: masked-values, ratio: 0.15, hiding: {replace: 0.95}, loss: zero-inflated}
          """
          .formatted(
              Math.min(length, table.genes().size() + 1),
              width,
              layers(),
              PublishedFolder.need(file, config, "num_attention_heads"),
              values.yaml(),
              positions().map("  position: {type: learned, length: %d}\n"::formatted).orElse(""),
              epsilon,
              dropout,
              backbone(width, dropout, epsilon));
    }

    private String backbone(int width, double dropout, double epsilon) {
      int inner = book.size(base + "encoder.layer.0.intermediate.dense.weight", 0);
      String common =
          "norm: post, activation: %s, feed-forward-ratio: %s, dropout: %s, epsilon: %s"
              .formatted(
                  Activations.named(file, PublishedFolder.text(config, "hidden_act", "gelu")),
                  inner / (double) width,
                  dropout,
                  epsilon);
      if (performer()) {
        return "{type: performer, kernel: relu, row-norm: constant, redraw: 500, second-output: true, %s}"
            .formatted(common);
      }
      if (PublishedFolder.text(config, "model_type", "").contains("nystrom")) {
        String convolution =
            book.has(self() + "conv.weight")
                ? ", convolution: " + book.size(self() + "conv.weight", 2)
                : "";
        return "{type: nystromformer, landmarks: %d%s, %s}"
            .formatted(
                PublishedFolder.whole(config, "num_landmarks").orElse(64), convolution, common);
      }
      return "{type: transformer, attention-dropout: %s, %s}"
          .formatted(PublishedFolder.number(config, "attention_probs_dropout_prob", 0), common);
    }
  }
}
