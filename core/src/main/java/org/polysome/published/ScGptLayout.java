package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Plan;
import tools.jackson.databind.JsonNode;

/**
 * What scGPT publishes: {@code best_model.pt}, {@code vocab.json} and {@code args.json}, trained
 * with flash attention or without. Its styles of input, cell and query are told by the names and
 * shapes of the tensors; {@code cell_emb_style} and {@code mvc_decoder_style} may say more. The
 * attention is full, as in embedding; cells without hidden values are the same under the generative
 * one.
 */
final class ScGptLayout implements Layout {

  private static final String LABEL = "batch";
  private static final String FIXED =
      """
      tokenizer:
        genes: non-zero
        sampling: uniform
        cls: true
        normalisation: cell-quantiles
      model:
        type: token-model
        gene-encoder: {type: learned, layer-norm: true}
        backbone: {type: transformer, norm: post, activation: relu}
      """;
  private static final String VALUES = "objective.masked-values.decoder.";
  private static final String QUERY = "objective.cell-to-gene-values.query.";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path vocabulary = folder.need("vocabulary", "vocab.json");
    Path settings = folder.need("settings", "args.json");
    Path path = folder.need("weights", "best_model.pt", "model.pt", "*.pt", "*.safetensors");
    WeightFile weights = WeightFile.read(path, part);
    return new Reading(
            weights, ScGptTokens.of(vocabulary, weights), settings, PublishedFolder.json(settings))
        .described();
  }

  private static final class Reading {

    private final WeightFile weights;
    private final TokenTable tokens;
    private final JsonNode settings;
    private final RuleBook book;
    private final int width;
    private final int layers;
    private final int heads;
    private final int bins;
    private final boolean zeros;
    private final List<String> notes = new ArrayList<>();

    Reading(WeightFile weights, TokenTable tokens, Path file, JsonNode settings) {
      this.weights = weights;
      this.tokens = tokens;
      this.settings = settings;
      book = new RuleBook(weights.path().toString(), weights.parts());
      width = book.size(ScGptTokens.VECTORS, 1);
      layers = book.count("transformer_encoder.layers.", ".norm1.weight");
      heads = PublishedFolder.need(file, settings, "nheads");
      bins = PublishedFolder.whole(settings, "n_bins").orElse(51);
      zeros = book.has("decoder.zero_logit.0.weight");
    }

    Described described() {
      embedding();
      for (int layer = 0; layer < layers; layer++) {
        Blocks.torch(book, "model.backbone.layers." + layer, "transformer_encoder.layers." + layer);
      }
      boolean values = book.has("decoder.fc.0.weight");
      boolean query = book.has("mvc_decoder.gene2query.weight");
      if (values) {
        decoder();
      } else {
        book.fresh("objective.masked-values.");
      }
      if (query) {
        query();
      }
      book.leaveOut(
          "(cls_decoder|grad_reverse_discriminator|flag_encoder|bn|sim|creg|gene_activity_decoder)"
              + "\\..*|dsbn\\..*num_batches_tracked");
      notes.add("its embed_data scales vectors to length 1; cosines are the same without");
      if (book.has("bn.weight")) {
        notes.add("the batch norm of this checkpoint (bn) is left out, as scGPT's embedding does");
      }
      return new Described(
          weights, plan(query), tokens.genes(), Fitted.NOTHING, labels(), book, notes);
    }

    private void embedding() {
      book.rows("model.gene-encoder.weight", ScGptTokens.VECTORS, tokens.allRows())
          .layer("model.gene-encoder.norm", "encoder.enc_norm");
      if (binned()) {
        String kinds = "model.value-encoder.kinds.weight";
        String table = "value_encoder.embedding.weight";
        book.rows("model.value-encoder.bins.weight", table, List.of(new RowRun(0, 0, bins)))
            .rows(
                kinds,
                table,
                List.of(
                    RowRun.one(TokenKind.PAD.ordinal(), bins),
                    RowRun.one(TokenKind.MASK.ordinal(), bins + 1)))
            // its cls token has the value 0
            .copied(kinds, table, List.of(RowRun.one(TokenKind.CLS.ordinal(), 0)))
            .layer("model.value-encoder.norm", "value_encoder.enc_norm");
      } else if (book.has("value_encoder.linear1.weight")) {
        book.layer("model.value-encoder.first", "value_encoder.linear1")
            .layer("model.value-encoder.second", "value_encoder.linear2")
            .layer("model.value-encoder.norm", "value_encoder.norm");
      }
      int domains = domains();
      if (domains > 0) {
        book.same("model.embedding-norm.running-mean", domain(domains, "mean"))
            .same("model.embedding-norm.running-variance", domain(domains, "var"));
      }
      if (labelled()) {
        int labels = book.size("batch_encoder.embedding.weight", 0);
        book.rows(
                "model.label-encoder.table.weight",
                "batch_encoder.embedding.weight",
                List.of(new RowRun(0, 0, labels)))
            .layer("model.label-encoder.norm", "batch_encoder.enc_norm");
      }
    }

    /** Whether values are bins with a vector each: its input style "category". */
    private boolean binned() {
      return book.has("value_encoder.embedding.weight");
    }

    private int domains() {
      return book.count("dsbn.bns.", ".running_mean");
    }

    private static String[] domain(int domains, String statistic) {
      return IntStream.range(0, domains)
          .mapToObj(domain -> "dsbn.bns." + domain + ".running_" + statistic)
          .toArray(String[]::new);
    }

    private boolean labelled() {
      return book.has("batch_encoder.embedding.weight");
    }

    private void decoder() {
      stack(VALUES + (zeros ? "output.0." : ""), "decoder.fc.");
      if (zeros) {
        stack(VALUES + "output.1.", "decoder.zero_logit.");
      }
    }

    private void stack(String ours, String theirs) {
      book.layer(ours + "hidden.0", theirs + "0")
          .layer(ours + "hidden.1", theirs + "2")
          .layer(ours + "out", theirs + "4");
    }

    private void query() {
      book.layer(QUERY + "query", "mvc_decoder.gene2query");
      if (book.has("mvc_decoder.W.weight")) {
        book.layer(QUERY + "answer.0", "mvc_decoder.W");
        if (zeros) {
          book.layer(QUERY + "answer.1", "mvc_decoder.W_zero_logit");
        }
      } else {
        book.layer(QUERY + "hidden", "mvc_decoder.fc1")
            .same(QUERY + "slope", "mvc_decoder.hidden_activation.weight")
            .layer(QUERY + "out", "mvc_decoder.fc2");
      }
    }

    private Map<String, LabelDictionary> labels() {
      int count =
          Math.max(domains(), labelled() ? book.size("batch_encoder.embedding.weight", 0) : 0);
      if (count == 0) {
        return Map.of();
      }
      notes.add(
          "it reads %d batches, whose names are not published: they are 0 to %d in the column '%s'"
              .formatted(count, count - 1, LABEL));
      return Map.of(
          LABEL,
          LabelDictionary.of(
              IntStream.range(0, count).mapToObj(String::valueOf).toList(), List.of()));
    }

    private Plan plan(boolean query) {
      int length = PublishedFolder.whole(settings, "max_seq_len", "max_length").orElse(1200);
      int inner = book.size("transformer_encoder.layers.0.linear1.weight", 0);
      List<String> objectives = new ArrayList<>();
      objectives.add(
          "{type: masked-values, ratio: 0.4, loss: %s, decoder: {type: mlp, hidden: 2, activation: leaky-relu, separate: %s}}"
              .formatted(loss(zeros), zeros));
      if (query) {
        objectives.add(objective());
      }
      PlanText plan =
          new PlanText("scGPT", FIXED)
              .sizes("model", width, layers, heads)
              .set("tokenizer.length", Math.min(length, tokens.genes().size() + 1))
              .set("tokenizer.normalisation.bins", bins - 1)
              .set("model", values())
              .set("model.backbone.feed-forward-ratio", inner / (double) width)
              .set("model.backbone.dropout", dropout())
              .set("model.backbone.attention-dropout", dropout())
              .set("model.backbone.feed-forward-dropout", dropout())
              .set("model.pooling", pooling())
              .objectives(objectives);
      if (domains() > 0) {
        plan.set("model.embedding-norm", "{type: domain-batch-norm, column: %s}".formatted(LABEL));
      }
      if (labelled()) {
        plan.set("model.label-encoder", "{type: learned, column: %s}".formatted(LABEL));
      }
      return plan.plan();
    }

    private double dropout() {
      return PublishedFolder.number(settings, "dropout", 0);
    }

    /** How values are read, of the keys of a model. */
    private String values() {
      if (binned()) {
        return ("value-encoder: {type: hard-bins, bins: %d, edges: whole-numbers, input: normalised,"
                + " layer-norm: true}")
            .formatted(bins - 1);
      }
      if (book.has("value_encoder.linear1.weight")) {
        return ("value-encoder: {type: mlp, hidden: %d, activation: relu, clamp: 512, layer-norm: true,"
                + " others: {type: number, mask: %s, special: %s}, dropout: %s}")
            .formatted(
                book.size("value_encoder.linear1.weight", 0),
                PublishedFolder.number(settings, "mask_value", -1),
                // Its pretraining and its embed_data write the number of padding into the cls
                // token.
                PublishedFolder.number(settings, "pad_value", -2),
                dropout());
      }
      return "{value-encoder: {type: scalar, others: number}, combination: scale}";
    }

    private String pooling() {
      return switch (PublishedFolder.text(settings, "cell_emb_style", "cls")) {
        case "avg-pool" -> "{type: mean, as-published: true}";
        case "w-pool" ->
            "{type: weighted, as-published: true, padding-value: %s, hidden-value: %s}"
                .formatted(
                    PublishedFolder.number(settings, "pad_value", binned() ? bins : -2),
                    PublishedFolder.number(settings, "mask_value", binned() ? bins + 1 : -1));
        default -> "cls";
      };
    }

    private static String loss(boolean zeros) {
      return zeros ? "{type: zero-inflated, zeros: true, as-published: true}" : "mse";
    }

    private String objective() {
      boolean answers = zeros && book.has("mvc_decoder.W_zero_logit.weight");
      boolean detach = PublishedFolder.text(settings, "mvc_decoder_style", "").contains("detach");
      return "{type: cell-to-gene-values, query: %s, detach: %s, loss: %s}"
          .formatted(style(), detach, loss(answers));
    }

    private String style() {
      if (book.has("mvc_decoder.W.weight")) {
        return "inner-product";
      }
      int asked = book.size("mvc_decoder.gene2query.weight", 0);
      boolean sum = book.size("mvc_decoder.fc1.weight", 1) == asked;
      return "{type: %s, hidden: %d}"
          .formatted(sum ? "sum" : "concat", book.size("mvc_decoder.fc1.weight", 0));
    }
  }
}
