package org.polysome.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneIdKind;
import org.polysome.genes.GeneMatching;
import org.polysome.genes.Vocabulary;
import org.polysome.prepare.ObsQuery;
import org.polysome.progress.Progress;

/**
 * The genes of a corpus and how each input is aligned to them.
 *
 * @param vocabulary the genes
 * @param alignments one for each input, in order
 */
record GeneChoice(Vocabulary vocabulary, List<GeneAlignment> alignments) {

  /** Chooses as asked: a given vocabulary, or the union of the inputs' genes. */
  static GeneChoice of(InputSet inputs, CorpusRequest.Genes genes, Progress progress) {
    GeneChoice choice =
        genes.vocabulary().isPresent()
            ? given(inputs, Vocabulary.read(genes.vocabulary().get()), genes.column())
            : union(inputs, genes);
    for (int i = 0; i < inputs.inputs().size(); i++) {
      progress.say(inputs.inputs().get(i).name() + ":");
      choice.alignments.get(i).report().lines().forEach(line -> progress.say("  " + line));
    }
    return choice;
  }

  /** The choice with only some of its genes. */
  GeneChoice reducedTo(List<String> names, InputSet inputs) {
    List<Optional<String>> columns =
        alignments.stream().map(alignment -> Optional.of(alignment.report().column())).toList();
    return aligned(inputs, Vocabulary.of(names), columns);
  }

  private static GeneChoice given(InputSet inputs, Vocabulary vocabulary, Optional<String> column) {
    return aligned(inputs, vocabulary, inputs.inputs().stream().map(input -> column).toList());
  }

  private static GeneChoice union(InputSet inputs, CorpusRequest.Genes genes) {
    Optional<String> asked = genes.column();
    Optional<ObsQuery> where = genes.where().map(ObsQuery::parse);
    List<Optional<String>> columns =
        asked.isPresent()
            ? inputs.inputs().stream().map(input -> asked).toList()
            : columnsOfOneKind(inputs);
    SortedSet<String> names = new TreeSet<>();
    for (int i = 0; i < columns.size(); i++) {
      OpenInput input = inputs.inputs().get(i);
      List<String> named = names(input, columns.get(i));
      wanted(input, where).stream()
          .mapToObj(named::get)
          .filter(name -> !name.isBlank())
          .map(GeneIdKind::withoutVersion)
          .forEach(names::add);
    }
    if (names.isEmpty() && where.isPresent()) {
      throw new DataException("no gene of the inputs satisfies " + where.get());
    }
    return aligned(inputs, Vocabulary.of(List.copyOf(names)), columns);
  }

  /** The genes of an input that satisfy the query, or all. */
  private static BitSet wanted(OpenInput input, Optional<ObsQuery> where) {
    if (where.isEmpty()) {
      BitSet all = new BitSet();
      all.set(0, input.var().rows());
      return all;
    }
    try {
      return where.get().matches("var", input.var());
    } catch (UsageException e) {
      throw new UsageException(input.file().path() + ": " + e.getMessage(), e);
    }
  }

  private static GeneChoice aligned(
      InputSet inputs, Vocabulary vocabulary, List<Optional<String>> columns) {
    List<GeneAlignment> alignments = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      OpenInput input = inputs.inputs().get(i);
      try {
        alignments.add(
            GeneAlignment.align(input.var().texts(), vocabulary, GeneMatching.by(columns.get(i))));
      } catch (DataException e) {
        throw new DataException(input.file().path() + ": " + e.getMessage(), e);
      }
    }
    return new GeneChoice(vocabulary, alignments);
  }

  private static List<String> names(OpenInput input, Optional<String> column) {
    SequencedMap<String, List<String>> texts = input.var().texts();
    String key =
        column
            .filter(name -> !(name.equals("index") && !texts.containsKey(name)))
            .orElseGet(() -> texts.firstEntry().getKey());
    List<String> names = texts.get(key);
    if (names == null) {
      throw new UsageException(
          "%s: there is no gene column '%s'; there are %s"
              .formatted(input.file().path(), key, String.join(", ", texts.keySet())));
    }
    return names;
  }

  /** For each input a column of names, all of the first kind of name that every input has. */
  private static List<Optional<String>> columnsOfOneKind(InputSet inputs) {
    List<Map<GeneIdKind, String>> known = inputs.inputs().stream().map(GeneChoice::kinds).toList();
    Set<GeneIdKind> common = new LinkedHashSet<>(known.getFirst().keySet());
    known.forEach(kinds -> common.retainAll(kinds.keySet()));
    if (common.size() > 1) {
      common.remove(GeneIdKind.NUMBER);
    }
    GeneIdKind kind = common.stream().findFirst().orElseThrow(() -> differentNames(inputs, known));
    return known.stream().map(kinds -> Optional.ofNullable(kinds.get(kind))).toList();
  }

  private static Map<GeneIdKind, String> kinds(OpenInput input) {
    Map<GeneIdKind, String> kinds = new java.util.LinkedHashMap<>();
    input
        .var()
        .texts()
        .forEach((column, names) -> kinds.putIfAbsent(GeneIdKind.ofMost(names), column));
    return kinds;
  }

  private static DataException differentNames(
      InputSet inputs, List<Map<GeneIdKind, String>> known) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      words.add(
          inputs.inputs().get(i).name()
              + " has "
              + known.get(i).keySet().stream()
                  .map(GeneIdKind::words)
                  .collect(Collectors.joining(" and ")));
    }
    return new DataException(
        "the inputs name their genes differently (%s); give a ‹vocabulary› or a ‹gene-column›"
            .formatted(String.join("; ", words)));
  }
}
