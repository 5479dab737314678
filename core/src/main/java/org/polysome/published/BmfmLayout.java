package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
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
          "[SEP]", TokenKind.END,
          "[MASK]", TokenKind.MASK,
          "[S]", TokenKind.DEPTH_SOURCE,
          "[T]", TokenKind.DEPTH_TARGET);
  private static final String GENES = "embeddings.genes_embeddings.weight";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path config = folder.find("config.json").orElseThrow(() -> noConfiguration(folder));
    Path tokens =
        folder.need(
            "tokenizer of genes",
            "tokenizers/genes/tokenizer.json",
            "tokenizers/genes/vocab.json",
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

  /**
   * Its checkpoints on HuggingFace hold the configuration as objects of its own classes, which are
   * not read.
   */
  private static UsageException noConfiguration(PublishedFolder folder) {
    String missing = "there is no config.json beside the weights of BMFM-RNA";
    return folder
        .find("*.ckpt")
        .map(
            checkpoint ->
                new UsageException(
                    missing
                        + ("; %s holds it as objects of Python, which are not read: write both with"
                                + " c = torch.load('%s', weights_only=False);"
                                + " c['hyper_parameters']['model_config'].save_pretrained('.');"
                                + " torch.save(c['state_dict'], 'pytorch_model.bin')")
                            .formatted(checkpoint, checkpoint.getFileName())))
        .orElseGet(() -> new UsageException(missing));
  }

  private static Map<String, Integer> ids(Path file) {
    if (file.toString().endsWith("vocab.json")) {
      return PublishedFolder.ids(file, PublishedFolder.json(file));
    }
    if (file.toString().endsWith(".json")) {
      JsonNode tokenizer = PublishedFolder.json(file);
      Map<String, Integer> all = PublishedFolder.ids(file, tokenizer.path("model").path("vocab"));
      for (JsonNode added : tokenizer.path("added_tokens")) {
        all.putIfAbsent(added.path("content").asString(), added.path("id").asInt());
      }
      return all;
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
      notes.add(
          "the vector of a cell is the state of its cls token (its pooling_method first_token);"
              + " its pooler is left out");
      if (depths()) {
        notes.add(
            "depth token T asks for the cell's own depth; its auto_align takes the largest total of"
                + " the file: set tokenizer.depth.align in the run's experiment.yaml");
      }
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

    private boolean end() {
      return table.kinds().containsKey(TokenKind.END);
    }

    /**
     * Whether a field was asked for in another way than it was shown: read-depth-aware training.
     */
    private boolean depths() {
      return table.kinds().containsKey(TokenKind.DEPTH_SOURCE)
          && table.kinds().containsKey(TokenKind.DEPTH_TARGET)
          && fields().anyMatch(field -> text(field, "field_name").equals("label_expressions"));
    }

    private Stream<JsonNode> fields() {
      return StreamSupport.stream(config.path("fields").spliterator(), false);
    }

    private static String text(JsonNode node, String key) {
      return PublishedFolder.text(node, key, "");
    }

    /**
     * Tokens of a cell. Without positions nothing in a model says; those that predict the whole
     * cell were trained on 1,024, the others on 4,096.
     */
    private int length() {
      boolean whole =
          fields().noneMatch(field -> true)
              || fields().anyMatch(field -> field.path("decode_modes").toString().contains("wced"));
      int most = positions().orElse(whole ? 1024 : 4096);
      return Math.min(most, table.genes().size() + 1 + (end() ? 1 : 0) + (depths() ? 2 : 0));
    }

    private String yaml() {
      int width = book.size(base + GENES, 1);
      double dropout = PublishedFolder.number(config, "hidden_dropout_prob", 0);
      double epsilon = PublishedFolder.number(config, "layer_norm_eps", 1e-12);
      return """
          tokenizer:
            genes: non-zero
            length: %d
            sampling: uniform
            cls: true
            end: %s
            totals: sequence
            normalisation: {type: library-size, target-sum: 10000, plus-one: %s}
            depth: %s
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
              length(),
              end(),
              !depths(),
              depths()
                  ? "{type: read-depth-aware, scale: log1p, align: {type: fold, factor: 1}}"
                  : "none",
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
