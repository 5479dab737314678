package org.polysome.published;

/** The names that blocks of a backbone have in the libraries that models are built with. */
final class Blocks {

  private static final String[] WEIGHT_AND_BIAS = {"weight", "bias"};

  private Blocks() {}

  /**
   * A block of torch's {@code TransformerEncoderLayer}, or of the one around flash attention, whose
   * fused projection has another name; newer versions of scGPT wrap that once more, {@code _impl}.
   */
  static void torch(RuleBook book, String ours, String theirs) {
    String wrapped = theirs + ".self_attn._impl.";
    String attention = book.has(wrapped + "Wqkv.weight") ? wrapped : theirs + ".self_attn.";
    for (String end : WEIGHT_AND_BIAS) {
      String fused = attention + "Wqkv." + end;
      String name = book.has(fused) ? fused : attention + "in_proj_" + end;
      book.same(ours + ".attention.qkv." + end, name);
    }
    book.layer(ours + ".attention.out", attention + "out_proj")
        .layer(ours + ".attention-norm", theirs + ".norm1")
        .layer(ours + ".up", theirs + ".linear1")
        .layer(ours + ".down", theirs + ".linear2")
        .layer(ours + ".feed-forward-norm", theirs + ".norm2");
  }

  /** A block of the {@code performer_pytorch} that scBERT and scFoundation carry. */
  static void performer(RuleBook book, String ours, String theirs) {
    String attention = theirs + ".0.fn.";
    book.same(ours + ".attention.projection", attention + "fast_attention.projection_matrix")
        .layer(ours + ".attention.qkv", attention + "to_q", attention + "to_k", attention + "to_v")
        .layer(ours + ".attention.out", attention + "to_out")
        .layer(ours + ".attention-norm", theirs + ".0.norm")
        .layer(ours + ".up", theirs + ".1.fn.fn.w1")
        .layer(ours + ".down", theirs + ".1.fn.fn.w2")
        .layer(ours + ".feed-forward-norm", theirs + ".1.norm");
  }

  /** A block of HuggingFace's BERT, and of those that keep its names. */
  static void bert(RuleBook book, String ours, String theirs) {
    String self = theirs + ".attention.self.";
    book.layer(ours + ".attention.qkv", self + "query", self + "key", self + "value");
    if (book.has(self + "out.weight")) {
      // BMFM-RNA's Performer has one more linear layer, before BERT's.
      book.layer(ours + ".attention.out", self + "out")
          .layer(ours + ".attention.second-out", theirs + ".attention.output.dense");
    } else {
      book.layer(ours + ".attention.out", theirs + ".attention.output.dense");
    }
    if (book.has(self + "conv.weight")) {
      book.same(ours + ".attention.convolution.weight", self + "conv.weight");
    }
    book.layer(ours + ".attention-norm", theirs + ".attention.output.LayerNorm")
        .layer(ours + ".up", theirs + ".intermediate.dense")
        .layer(ours + ".down", theirs + ".output.dense")
        .layer(ours + ".feed-forward-norm", theirs + ".output.LayerNorm");
  }
}
