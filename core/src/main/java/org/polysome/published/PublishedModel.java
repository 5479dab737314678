package org.polysome.published;

/** The projects whose published weights are read. */
public enum PublishedModel {
  /** scGPT: best_model.pt, vocab.json, args.json. */
  SCGPT(new ScGptLayout()),
  /** Geneformer: a folder of HuggingFace, and the dictionaries of tokens and medians. */
  GENEFORMER(new GeneformerLayout()),
  /** scBERT: panglao_pretrain.pth, and its genes in order. */
  SCBERT(new ScBertLayout()),
  /** scFoundation: models.ckpt, OS_scRNA_gene_index.19264.tsv. */
  SCFOUNDATION(new ScFoundationLayout()),
  /** BMFM-RNA: a folder of HuggingFace with its tokenizers. */
  BMFM(new BmfmLayout());

  private final Layout layout;

  PublishedModel(Layout layout) {
    this.layout = layout;
  }

  Layout layout() {
    return layout;
  }
}
