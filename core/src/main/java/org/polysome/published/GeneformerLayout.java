package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Plan;

/**
 * What Geneformer publishes: {@code config.json} and weights in the names of HuggingFace's BERT,
 * with the head of hidden genes or without, and beside them the pickled dictionaries of tokens and
 * of medians.
 */
final class GeneformerLayout implements Layout {

  /** What its configuration means where it names no activation. */
  private static final String ACTIVATION = "relu";

  private static final String FIXED =
      """
      tokenizer:
        genes: non-zero
        order: rank
        normalisation: {type: library-size, target-sum: 10000}
      model:
        type: token-model
        gene-encoder: learned
        value-encoder: none
        position: {type: learned, token-type: true}
        embedding-norm: layer-norm
        backbone: {type: transformer, norm: post}
        pooling: {type: mean, genes-only: true}
      """;

  private static final String HEAD = "objective.masked-genes.";

  @Override
  public Described describe(PublishedFolder folder, Optional<String> part) {
    Path config = folder.need("configuration", "config.json");
    Path weights = folder.need("weights", "model.safetensors", "pytorch_model.bin");
    WeightFile file = WeightFile.read(weights, part);
    RuleBook book = new RuleBook(weights.toString(), file.parts());
    GeneformerDictionaries own = GeneformerDictionaries.of(folder, book.size(words(book), 0));
    TokenTable table = TokenTable.of(own.tokensFile(), own.ids(), '<', own.special());
    rules(book, table);
    List<String> notes = new ArrayList<>();
    notes.add(
        "as its own code, cells are embedded by the block before the last"
            + " (model.embedding-layer: -2; polysome embed --layer-of-model takes another)");
    if (table.kinds().containsKey(TokenKind.END)) {
      notes.add(
          "cells are written as <cls> genes <eos> and pooled by the mean over genes (its emb_mode"
              + " 'cell'); for its emb_mode 'cls' set model.pooling: cls in the run's experiment.yaml");
    }
    if (!table.unused().isEmpty()) {
      notes.add("its tokens %s are not written around cells here".formatted(table.unused()));
    }
    return new Described(
        file,
        plan(book, BertConfig.read(config), table),
        table.genes(),
        fitted(table, own.mediansFile(), PublishedFolder.pickledNumbers(own.mediansFile())),
        Map.of(),
        book,
        notes);
  }

  private static String words(RuleBook book) {
    return bert(book) + "embeddings.word_embeddings.weight";
  }

  private static String bert(RuleBook book) {
    return book.has("bert.embeddings.word_embeddings.weight") ? "bert." : "";
  }

  private static void rules(RuleBook book, TokenTable table) {
    String bert = bert(book);
    String embeddings = bert + "embeddings.";
    String words = words(book);
    book.rows("model.gene-encoder.weight", words, table.allRows())
        .same("model.position.weight", embeddings + "position_embeddings.weight")
        .rows(
            "model.position.token-type",
            embeddings + "token_type_embeddings.weight",
            List.of(RowRun.one(0, 0)))
        .layer("model.embedding-norm", embeddings + "LayerNorm");
    for (int layer = 0; layer < layers(book); layer++) {
      Blocks.bert(book, "model.backbone.layers." + layer, bert + "encoder.layer." + layer);
    }
    String head = "cls.predictions.";
    if (book.has(head + "transform.dense.weight")) {
      book.layer(HEAD + "dense", head + "transform.dense")
          .layer(HEAD + "norm", head + "transform.LayerNorm")
          .rows(HEAD + "bias", bias(book, head), table.geneRows())
          .tied(HEAD + "bias", head + "decoder.bias", table.geneRows())
          .tied("model.gene-encoder.weight", head + "decoder.weight", table.allRows());
    } else {
      book.fresh(HEAD);
    }
    book.leaveOut("(classifier|" + bert + "pooler)\\..*|" + embeddings + "position_ids");
  }

  /** HuggingFace stores a tied bias under one of its two names. */
  private static String bias(RuleBook book, String head) {
    return book.has(head + "bias") ? head + "bias" : head + "decoder.bias";
  }

  private static int layers(RuleBook book) {
    return book.count(bert(book) + "encoder.layer.", ".output.dense.weight");
  }

  private static Fitted fitted(TokenTable table, Path file, Map<String, Double> medians) {
    double[] numbers = new double[table.genes().size()];
    int found = 0;
    for (int gene = 0; gene < numbers.length; gene++) {
      numbers[gene] = medians.getOrDefault(table.genes().name(gene), 0.0);
      found += numbers[gene] > 0 ? 1 : 0;
    }
    if (found * 2 < numbers.length) {
      throw new DataException(
          "%s has medians of %d of the %d genes that are tokens; it belongs to another dictionary"
              .formatted(file, found, numbers.length));
    }
    return new Fitted(
        Optional.empty(),
        Optional.of(numbers),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Plan plan(RuleBook book, BertConfig config, TokenTable table) {
    int width = book.size(words(book), 1);
    int positions = book.size(bert(book) + "embeddings.position_embeddings.weight", 0);
    int inner = book.size(bert(book) + "encoder.layer.0.intermediate.dense.weight", 0);
    boolean cls = table.kinds().containsKey(TokenKind.CLS);
    boolean end = table.kinds().containsKey(TokenKind.END);
    PlanText plan =
        new PlanText("Geneformer", FIXED).sizes("model", width, layers(book), config.heads());
    return config
        .in(plan, ACTIVATION, inner / (double) width)
        .set(
            "tokenizer.length",
            Math.min(positions, table.genes().size() + (cls ? 1 : 0) + (end ? 1 : 0)))
        .set("tokenizer.cls", cls)
        .set("tokenizer.end", end)
        .set("model.position.length", positions)
        .set("model.backbone.attention-dropout", config.attentionDropout())
        .set("model.embedding-layer", layers(book) > 1 ? -2 : -1)
        .objectives(
            List.of(
                "{type: masked-genes, ratio: 0.15, hiding: {replace: 0.8, random: 0.1}, activation: %s, epsilon: %s}"
                    .formatted(config.activation(ACTIVATION), config.epsilon())))
        .plan();
  }
}
