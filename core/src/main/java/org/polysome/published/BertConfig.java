package org.polysome.published;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * A {@code config.json} in the words of HuggingFace's BERT.
 *
 * @param file where it is
 * @param json what it says
 */
record BertConfig(Path file, JsonNode json) {

  static BertConfig read(Path file) {
    return new BertConfig(file, PublishedFolder.json(file));
  }

  int heads() {
    return PublishedFolder.need(file, json, "num_attention_heads");
  }

  /**
   * The activation within the blocks, by our name.
   *
   * @param usual theirs where the file says nothing
   */
  String activation(String usual) {
    return Activations.named(file, PublishedFolder.text(json, "hidden_act", usual));
  }

  double dropout() {
    return PublishedFolder.number(json, "hidden_dropout_prob", 0);
  }

  double attentionDropout() {
    return PublishedFolder.number(json, "attention_probs_dropout_prob", 0);
  }

  double epsilon() {
    return PublishedFolder.number(json, "layer_norm_eps", 1e-12);
  }

  /**
   * What the embedding and the blocks of a plan have of it.
   *
   * @param usual their activation where the file says nothing
   * @param ratio inner width of the feed-forward layers over the width
   */
  PlanText in(PlanText plan, String usual, double ratio) {
    return plan.set("model.embedding-norm.epsilon", epsilon())
        .set("model.embedding-dropout", dropout())
        .set("model.backbone.activation", activation(usual))
        .set("model.backbone.feed-forward-ratio", ratio)
        .set("model.backbone.dropout", dropout())
        .set("model.backbone.epsilon", epsilon());
  }
}
