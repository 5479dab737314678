package org.polysome.published;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.TokenKind;

/**
 * The pickled dictionaries of a model of Geneformer. They lie in its Python package, beside the
 * folders of the models, for each generation of models others: {@code geneformer/} has those of the
 * newest ({@code _gc104M}), {@code geneformer/gene_dictionaries_30m/} those of the first ({@code
 * _gc30M}). Those that have an id for each vector of the checkpoint are its own.
 *
 * @param tokensFile of tokens
 * @param ids of tokens by name
 * @param mediansFile of medians
 */
record GeneformerDictionaries(Path tokensFile, Map<String, Integer> ids, Path mediansFile) {

  private static final String TOKENS = "token_dictionary";
  private static final String MEDIANS = "gene_median_dictionary";
  private static final String PICKLE = ".pkl";
  private static final String FIRST = "gene_dictionaries_30m/";

  /** Where the package may lie, seen from the folder of a model or of a fine-tuned one. */
  private static final List<String> PLACES =
      List.of("", "geneformer/", "../geneformer/", "../", "../../geneformer/");

  /**
   * Finds those of a model.
   *
   * @param vectors how many tokens the checkpoint has vectors of
   * @throws UsageException if there are none
   * @throws DataException if those that there are belong to other models
   */
  static GeneformerDictionaries of(PublishedFolder folder, int vectors) {
    Map<Path, Map<String, Integer>> found = new LinkedHashMap<>();
    for (Path file : folder.all(names(TOKENS + "*" + PICKLE))) {
      found.put(file, ids(file));
    }
    if (found.isEmpty()) {
      folder.need("dictionary of tokens", TOKENS + "*" + PICKLE, "geneformer/" + TOKENS + "*.pkl");
    }
    Path tokens = folder.chosen(fitting(found, vectors));
    return new GeneformerDictionaries(
        tokens, Objects.requireNonNull(found.get(tokens)), medians(folder, tokens));
  }

  private static List<String> names(String name) {
    return PLACES.stream()
        .flatMap(place -> List.of(place + name, place + FIRST + name).stream())
        .toList();
  }

  private static Map<String, Integer> ids(Path file) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    PublishedFolder.pickledNumbers(file).forEach((name, id) -> ids.put(name, id.intValue()));
    return ids;
  }

  private static int size(Map<String, Integer> ids) {
    return ids.isEmpty() ? 0 : Collections.max(ids.values()) + 1;
  }

  private static Path fitting(Map<Path, Map<String, Integer>> found, int vectors) {
    return found.entrySet().stream()
        .filter(entry -> size(entry.getValue()) == vectors)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "the checkpoint has vectors of %d tokens, and no dictionary beside it has as many: %s"
                        .formatted(
                            vectors,
                            found.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + size(entry.getValue()))
                                .collect(Collectors.joining(", ")))));
  }

  /** Those of the same folder and the same ending, or what there is. */
  private static Path medians(PublishedFolder folder, Path tokens) {
    String name = String.valueOf(tokens.getFileName());
    Path same = tokens.resolveSibling(MEDIANS + name.substring(TOKENS.length()));
    Optional<Path> beside =
        folder.all(names(MEDIANS + "*" + PICKLE)).stream().filter(same::equals).findFirst();
    return beside
        .map(folder::chosen)
        .orElseGet(() -> folder.need("dictionary of medians", mediansNames()));
  }

  private static String[] mediansNames() {
    return names(MEDIANS + "*" + PICKLE).toArray(String[]::new);
  }

  /** The kinds of its tokens without a gene. A cell has an end where there is a cls token too. */
  Map<String, TokenKind> special() {
    Map<String, TokenKind> kinds = new LinkedHashMap<>();
    kinds.put("<pad>", TokenKind.PAD);
    kinds.put("<mask>", TokenKind.MASK);
    kinds.put("<cls>", TokenKind.CLS);
    if (ids.containsKey("<cls>")) {
      // A draft of the second generation had <sep> in place of <eos>.
      kinds.put(ids.containsKey("<eos>") ? "<eos>" : "<sep>", TokenKind.END);
    }
    return kinds;
  }
}
