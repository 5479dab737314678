package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * The tokens of a published model: genes, in the order of their ids, and others.
 *
 * @param genes our vocabulary
 * @param places the id of each gene of ours in theirs
 * @param kinds the ids of tokens that stand for no gene, by our kind
 * @param unused names of tokens that ours has no kind for
 */
record TokenTable(
    Vocabulary genes, long[] places, Map<TokenKind, Integer> kinds, List<String> unused) {

  /**
   * Tells genes from other tokens.
   *
   * @param file for messages
   * @param ids of all tokens by name
   * @param special what names of other tokens begin with; they end with its counterpart
   * @param known the kinds of those that ours has
   * @throws DataException if two tokens have one id
   */
  static TokenTable of(
      Path file, Map<String, Integer> ids, char special, Map<String, TokenKind> known) {
    List<Map.Entry<String, Integer>> sorted =
        ids.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getValue)).toList();
    Map<TokenKind, Integer> kinds = new EnumMap<>(TokenKind.class);
    List<String> unused = new ArrayList<>();
    List<Map.Entry<String, Integer>> genes = new ArrayList<>();
    for (int at = 0; at < sorted.size(); at++) {
      Map.Entry<String, Integer> token = sorted.get(at);
      if (token.getValue() < 0
          || at > 0 && sorted.get(at - 1).getValue().equals(token.getValue())) {
        throw new DataException(
            "%s: the id %d of '%s' is negative or another token's"
                .formatted(file, token.getValue(), token.getKey()));
      }
      TokenKind kind = known.get(token.getKey());
      if (kind != null) {
        kinds.put(kind, token.getValue());
      } else if (token.getKey().charAt(0) == special) {
        unused.add(token.getKey());
      } else {
        genes.add(token);
      }
    }
    if (genes.isEmpty()) {
      throw new DataException(file + " names no gene");
    }
    return new TokenTable(
        Vocabulary.of(genes.stream().map(Map.Entry::getKey).toList()),
        genes.stream().mapToLong(Map.Entry::getValue).toArray(),
        kinds,
        unused);
  }

  /** The rows of genes alone. */
  List<RowRun> geneRows() {
    return RowRun.ofPlaces(places);
  }

  /** The rows of genes and of other tokens, in a table of ours with a row per gene and kind. */
  List<RowRun> allRows() {
    return Stream.concat(
            geneRows().stream(),
            kinds.entrySet().stream()
                .map(
                    entry ->
                        RowRun.one(
                            TokenBatch.special(genes.size(), entry.getKey()), entry.getValue())))
        .toList();
  }

  /** The rows of other tokens, in a table of ours with a row per kind. */
  List<RowRun> kindRows() {
    return kinds.entrySet().stream()
        .map(entry -> RowRun.one(entry.getKey().ordinal(), entry.getValue()))
        .toList();
  }
}
