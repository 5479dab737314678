package org.polysome.objective;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.tokenizer.TokenBatch;

/**
 * The labels of a column of {@code obs} as the corpus has them, and the classes that they stand
 * for: fitted on the corpus, kept in the run.
 *
 * @param categories the label of each code
 * @param classes names of the classes
 * @param members for each code, the classes that its label stands for; none where it stands for no
 *     known label
 */
public record LabelDictionary(
    List<String> categories, List<String> classes, List<List<Integer>> members) {

  /** Copies the lists. */
  public LabelDictionary {
    categories = List.copyOf(categories);
    classes = List.copyOf(classes);
    members = members.stream().map(List::copyOf).toList();
    if (members.size() != categories.size()) {
      throw new IllegalArgumentException(
          members.size() + " entries for " + categories.size() + " labels");
    }
  }

  /** Every label is a class, except those to be taken for missing. */
  public static LabelDictionary of(List<String> categories, List<String> missing) {
    List<String> classes = categories.stream().filter(label -> !missing.contains(label)).toList();
    Map<String, Integer> index = index(classes);
    return new LabelDictionary(
        categories,
        classes,
        categories.stream()
            .map(label -> index.containsKey(label) ? List.of(index.get(label)) : List.<Integer>of())
            .toList());
  }

  /** The place of each text in a list. */
  static Map<String, Integer> index(List<String> texts) {
    Map<String, Integer> index = new HashMap<>();
    IntStream.range(0, texts.size()).forEach(place -> index.put(texts.get(place), place));
    return index;
  }

  /** Codes of labels as another table names them; a label that is not known has none. */
  public int[] codes(List<String> labels, int[] codes) {
    Map<String, Integer> index = index(categories);
    List<Integer> known = new ArrayList<>();
    labels.forEach(label -> known.add(index.getOrDefault(label, TokenBatch.NO_LABEL)));
    return IntStream.of(codes)
        .map(code -> code == TokenBatch.NO_LABEL ? TokenBatch.NO_LABEL : known.get(code))
        .toArray();
  }
}
