package org.polysome.tokenizer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out the fields of the tokens of a batch. */
final class FieldCodes {

  private final List<TokenField> fields;
  private final Map<String, List<BitSet>> flagged;
  private final int vocabulary;

  FieldCodes(Tokenizer tokenizer) {
    this.fields = tokenizer.spec().fields();
    this.flagged = tokenizer.fitted().flagged();
    this.vocabulary = tokenizer.vocabulary();
  }

  /**
   * The code of every token, by field.
   *
   * @param tokens tokens of each cell, padding included
   * @param genes gene id of each token
   * @param labels label codes of the cells by column; a column may be missing
   */
  Map<String, int[]> of(int tokens, int[] genes, int[] lengths, Map<String, int[]> labels) {
    Map<String, int[]> codes = new HashMap<>();
    for (TokenField field : fields) {
      int[] ofField = new int[genes.length];
      Arrays.fill(ofField, TokenBatch.NO_LABEL);
      for (int cell = 0; cell < lengths.length; cell++) {
        int from = cell * tokens;
        int label = label(field, cell, labels);
        switch (field) {
          case TokenField.CellState state ->
              Arrays.fill(ofField, from, from + lengths[cell], label);
          case TokenField.Perturbed perturbed ->
              flag(ofField, genes, from, from + lengths[cell], flagged(field, label));
          case TokenField.GeneFlag flag ->
              flag(ofField, genes, from, from + lengths[cell], flagged(field, 0));
        }
      }
      codes.put(field.name(), ofField);
    }
    return codes;
  }

  private static int label(TokenField field, int cell, Map<String, int[]> labels) {
    return field
        .column()
        .flatMap(column -> Optional.ofNullable(labels.get(column)))
        .map(codes -> codes[cell])
        .orElse(TokenBatch.NO_LABEL);
  }

  private BitSet flagged(TokenField field, int label) {
    List<BitSet> ofLabels = flagged.getOrDefault(field.name(), List.of());
    return label == TokenBatch.NO_LABEL ? new BitSet() : ofLabels.get(label);
  }

  private void flag(int[] codes, int[] genes, int from, int until, BitSet ones) {
    for (int token = from; token < until; token++) {
      if (genes[token] < vocabulary) {
        codes[token] = ones.get(genes[token]) ? 1 : 0;
      }
    }
  }
}
