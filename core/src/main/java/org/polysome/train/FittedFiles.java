package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.polysome.fault.DataException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Fitted;

/** What was fitted for the tokenizer, as files of a run folder; only what there is has a file. */
final class FittedFiles {

  private FittedFiles() {}

  static void write(Path folder, Fitted fitted, Vocabulary vocabulary) {
    fitted
        .selected()
        .ifPresent(
            genes ->
                Vocabulary.of(genes.stream().mapToObj(vocabulary::name).toList())
                    .write(folder.resolve(RunFolder.SELECTED_GENES), false));
    write(
        folder.resolve(RunFolder.MEDIANS),
        fitted.medians().map(table -> GeneTables.text(table, vocabulary)));
    write(
        folder.resolve(RunFolder.FREQUENCIES),
        fitted.frequencies().map(table -> GeneTables.text(table, vocabulary)));
    write(
        folder.resolve(RunFolder.GENE_ORDER),
        fitted.geneRanks().map(ranks -> GeneTables.text(TokenizerFit.inOrder(ranks), vocabulary)));
    write(
        folder.resolve(RunFolder.CHROMOSOMES),
        fitted.chromosomes().map(places -> GeneTables.text(fromOne(places), vocabulary)));
    write(folder.resolve(RunFolder.TARGET_DEPTH), fitted.targetDepth().map(depth -> depth + "\n"));
  }

  static Fitted read(Path folder, Vocabulary vocabulary) {
    return new Fitted(
            read(folder, RunFolder.SELECTED_GENES, file -> selected(file, vocabulary)),
            read(folder, RunFolder.MEDIANS, file -> GeneTables.read(file, vocabulary)),
            read(folder, RunFolder.FREQUENCIES, file -> GeneTables.read(file, vocabulary)),
            read(folder, RunFolder.GENE_ORDER, file -> GeneTables.givenOrder(file, vocabulary)),
            read(folder, RunFolder.TARGET_DEPTH, FittedFiles::number))
        .withChromosomes(
            read(
                folder,
                RunFolder.CHROMOSOMES,
                file -> fromZero(GeneTables.read(file, vocabulary))));
  }

  /** Places counted from 1, and 0 for none, as tables of genes have numbers above 0 alone. */
  private static double[] fromOne(int[] places) {
    return IntStream.of(places).mapToDouble(place -> place + 1).toArray();
  }

  private static int[] fromZero(double[] places) {
    return DoubleStream.of(places).mapToInt(place -> (int) place - 1).toArray();
  }

  private static void write(Path file, Optional<String> text) {
    text.ifPresent(content -> RunFolder.write(file, content));
  }

  private static <T> Optional<T> read(Path folder, String name, Function<Path, T> reader) {
    return Optional.of(folder.resolve(name)).filter(Files::exists).map(reader);
  }

  private static BitSet selected(Path file, Vocabulary vocabulary) {
    BitSet selected = new BitSet(vocabulary.size());
    for (String name : Vocabulary.read(file).names()) {
      selected.set(
          vocabulary
              .id(name)
              .orElseThrow(
                  () -> new DataException(file + ": '" + name + "' is not in the vocabulary")));
    }
    return selected;
  }

  private static double number(Path file) {
    String text = RunFolder.read(file).strip();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new DataException(file + ": '" + text + "' is not a number", e);
    }
  }
}
