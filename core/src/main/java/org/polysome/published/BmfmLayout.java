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
import org.polysome.train.Plan;
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
  private static final String FIXED =
      """
      tokenizer:
        genes: non-zero
        sampling: uniform
        cls: true
        totals: sequence
        normalisation: {type: library-size, target-sum: 10000}
        depth: none
      model:
        type: token-model
        gene-encoder: learned
        embedding-norm: layer-norm
        pooling: cls
      objectives:
        - {type: masked-values, ratio: 0.15, hiding: {replace: 0.95}, loss: zero-inflated}
      """;
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
    private final BertConfig bert;
    private final RuleBook book;
    private final String base;
    private final BmfmValues values;
    private final List<String> notes = new ArrayList<>();

    Reading(WeightFile weights, TokenTable table, Path file) {
      this.weights = weights;
      this.table = table;
      bert = BertConfig.read(file);
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
      return new Described(weights, plan(), table.genes(), Fitted.NOTHING, Map.of(), book, notes);
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
      return StreamSupport.stream(bert.json().path("fields").spliterator(), false);
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

    private Plan plan() {
      int width = book.size(base + GENES, 1);
      int inner = book.size(base + "encoder.layer.0.intermediate.dense.weight", 0);
      PlanText plan =
          new PlanText("BMFM-RNA", FIXED)
              .sizes("model", width, layers(), bert.heads())
              .set("tokenizer.length", length())
              .set("tokenizer.end", end())
              .set("tokenizer.normalisation.plus-one", !depths())
              .set("model.value-encoder", values.yaml())
              .set("model.backbone", backbone());
      if (depths()) {
        plan.set(
            "tokenizer.depth",
            "{type: read-depth-aware, scale: log1p, align: {type: fold, factor: 1}}");
      }
      positions()
          .ifPresent(
              count -> plan.set("model.position", "{type: learned, length: %d}".formatted(count)));
      return bert.in(plan, "gelu", inner / (double) width).plan();
    }

    private String backbone() {
      if (performer()) {
        return "{type: performer, norm: post, kernel: relu, row-norm: constant, redraw: 500, second-output: true}";
      }
      if (PublishedFolder.text(bert.json(), "model_type", "").contains("nystrom")) {
        String convolution =
            book.has(self() + "conv.weight")
                ? ", convolution: " + book.size(self() + "conv.weight", 2)
                : "";
        return "{type: nystromformer, norm: post, landmarks: %d%s}"
            .formatted(PublishedFolder.whole(bert.json(), "num_landmarks").orElse(64), convolution);
      }
      return "{type: transformer, norm: post, attention-dropout: %s}"
          .formatted(bert.attentionDropout());
    }
  }
}
