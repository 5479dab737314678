package org.polysome.suite;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What readers call the embeddings and baselines of results. */
public final class EmbeddingNames {

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("raw", "Raw counts"),
          Map.entry("log", "Log-normalised values"),
          Map.entry("hvg_1k", "1,000 variable genes"),
          Map.entry("hvg_2k", "2,000 variable genes"),
          Map.entry("hvg_5k", "5,000 variable genes"),
          Map.entry("pca", "PCA"),
          Map.entry("ridge_pca", "Ridge PCA"),
          Map.entry("linear_autoencoder", "Linear autoencoder"),
          Map.entry("scvi", "scVI"),
          Map.entry("harmony", "PCA, Harmony"),
          Map.entry("gene_vectors", "Gene vectors by expression"),
          Map.entry("shuffled_labels", "Shuffled labels"));

  private static final Pattern SWEPT = Pattern.compile("pca_(\\d+)");

  private EmbeddingNames() {}

  /** Whether an embedding is there to be compared with. */
  public static boolean isBaseline(String embedding) {
    return embedding.startsWith(Contender.BASELINE) || embedding.endsWith(Contender.RANDOM_WEIGHTS);
  }

  /** What a reader calls an embedding or baseline. */
  public static String title(String embedding) {
    if (embedding.endsWith(Contender.RANDOM_WEIGHTS)) {
      int end = embedding.length() - Contender.RANDOM_WEIGHTS.length();
      return embedding.substring(0, end) + ", random weights";
    }
    if (!embedding.startsWith(Contender.BASELINE)) {
      return embedding;
    }
    String name = embedding.substring(Contender.BASELINE.length());
    Matcher swept = SWEPT.matcher(name);
    return swept.matches()
        ? "PCA, " + swept.group(1) + " components"
        : TITLES.getOrDefault(name, embedding);
  }
}
