package org.polysome.corpus;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * The genes of several corpora as one vocabulary: theirs if it is the same for all, else all names
 * sorted, as one corpus of all their files would have them. So the content hash of a cell is that
 * which it has in such a corpus, and cells that are equal in two corpora have equal ones.
 *
 * @param vocabulary the genes
 * @param maps from the ids of each corpus to these
 */
record GeneUnion(Vocabulary vocabulary, List<GeneMap> maps) {

  /**
   * The union of the genes of some corpora.
   *
   * @throws UsageException if they are of different organisms, or name genes differently
   */
  static GeneUnion of(List<Corpus> corpora) {
    requireOne(
        corpora,
        corpus -> corpus.info().organism(),
        "the corpora are of different organisms: %s; train on one");
    requireOne(
        corpora,
        corpus -> Optional.of(corpus.info().geneIdType()),
        "the corpora name genes differently: %s; build them with the same ‹gene-column›");
    Vocabulary vocabulary = union(corpora.stream().map(Corpus::vocabulary).toList());
    return new GeneUnion(
        vocabulary,
        corpora.stream().map(corpus -> new GeneMap(corpus.vocabulary(), vocabulary)).toList());
  }

  private static Vocabulary union(List<Vocabulary> vocabularies) {
    if (vocabularies.stream().distinct().count() == 1) {
      return vocabularies.getFirst();
    }
    SortedSet<String> names = new TreeSet<>();
    vocabularies.forEach(vocabulary -> names.addAll(vocabulary.names()));
    return Vocabulary.of(List.copyOf(names));
  }

  /** The genes that each source of each corpus measured. */
  MeasuredGenes measured(List<Corpus> corpora) {
    List<BitSet> rows =
        IntStream.range(0, corpora.size())
            .boxed()
            .flatMap(
                part ->
                    IntStream.range(0, corpora.get(part).measured().sources())
                        .mapToObj(
                            source ->
                                maps.get(part).apply(corpora.get(part).measured().row(source))))
            .toList();
    return MeasuredGenes.of(vocabulary.size(), rows);
  }

  private static void requireOne(
      List<Corpus> corpora, Function<Corpus, Optional<String>> property, String message) {
    Map<String, Path> first = new LinkedHashMap<>();
    for (Corpus corpus : corpora) {
      property.apply(corpus).ifPresent(value -> first.putIfAbsent(value, corpus.folder()));
    }
    if (first.size() > 1) {
      String found =
          first.entrySet().stream()
              .map(entry -> "%s (%s)".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", "));
      throw new UsageException("data.corpus: " + message.formatted(found));
    }
  }
}
