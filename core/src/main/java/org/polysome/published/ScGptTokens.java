package org.polysome.published;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/** The vocabulary of scGPT, {@code vocab.json}. */
final class ScGptTokens {

  /** The vectors of its tokens. */
  static final String VECTORS = "encoder.embedding.weight";

  private static final List<String> WITHOUT_A_GENE = List.of("<pad>", "<cls>", "<eoc>");
  private static final Map<String, TokenKind> KINDS =
      Map.of("<pad>", TokenKind.PAD, "<cls>", TokenKind.CLS);

  private ScGptTokens() {}

  /**
   * Reads it. Tokens without a gene that it lacks have the ids after its own, in this order, as its
   * code appends them when it loads a vocabulary.
   */
  static TokenTable of(Path file, WeightFile weights) {
    Map<String, Integer> ids =
        new LinkedHashMap<>(PublishedFolder.ids(file, PublishedFolder.json(file)));
    Tensor vectors = weights.tensors().get(VECTORS);
    for (String token : WITHOUT_A_GENE) {
      if (vectors != null && !ids.containsKey(token) && ids.size() < vectors.size(0)) {
        ids.put(token, ids.size());
      }
    }
    return TokenTable.of(file, ids, '<', KINDS);
  }
}
