package org.polysome.train;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.TokenField;

/** The genes that fields of tokens flag, for each label. */
final class FlaggedGenes {

  private static final Pattern PLUS = Pattern.compile("\\+");

  private FlaggedGenes() {}

  /**
   * The flagged genes of each field that flags any.
   *
   * @param categories the labels of a column by code, as the training corpus has them
   * @throws UsageException if a listed gene is not in the vocabulary
   * @throws DataException if no label of a column names a gene
   */
  static Map<String, List<BitSet>> of(
      List<TokenField> fields, Vocabulary vocabulary, Function<String, List<String>> categories) {
    Map<String, List<BitSet>> flagged = new HashMap<>();
    for (TokenField field : fields) {
      switch (field) {
        case TokenField.CellState state -> {}
        case TokenField.Perturbed(String name, String label) ->
            flagged.put(name, perturbed(label, categories.apply(label), vocabulary));
        case TokenField.GeneFlag(String name, List<String> genes) ->
            flagged.put(name, List.of(listed(name, genes, vocabulary)));
      }
    }
    return flagged;
  }

  private static List<BitSet> perturbed(String column, List<String> labels, Vocabulary vocabulary) {
    List<BitSet> genes = labels.stream().map(label -> named(label, vocabulary)).toList();
    if (genes.stream().allMatch(BitSet::isEmpty)) {
      throw new DataException(
          "tokenizer.fields: no label of obs column '%s' names a gene of the vocabulary, such as %s"
              .formatted(column, String.join(", ", labels.subList(0, Math.min(3, labels.size())))));
    }
    return genes;
  }

  private static BitSet named(String label, Vocabulary vocabulary) {
    BitSet genes = new BitSet();
    PLUS.splitAsStream(label)
        .map(String::strip)
        .forEach(name -> vocabulary.id(name).ifPresent(genes::set));
    return genes;
  }

  private static BitSet listed(String field, List<String> names, Vocabulary vocabulary) {
    BitSet genes = new BitSet();
    for (String name : names) {
      genes.set(
          vocabulary
              .id(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "tokenizer.fields: '%s' flags '%s', which is not in the vocabulary"
                              .formatted(field, name))));
    }
    return genes;
  }
}
