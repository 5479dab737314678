package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.text.ObsTable;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.genes.Vocabulary;
import org.polysome.prepare.GeneOrder;

/** Text files that say something of genes: {@code gene, tab, number}, or genes in an order. */
final class GeneTables {

  private GeneTables() {}

  /** The text of the numbers above zero. */
  static String text(double[] numbers, Vocabulary vocabulary) {
    return IntStream.range(0, numbers.length)
        .filter(gene -> numbers[gene] > 0)
        .mapToObj(gene -> vocabulary.name(gene) + "\t" + numbers[gene] + "\n")
        .collect(Collectors.joining());
  }

  /** The text of genes in an order. */
  static String text(int[] genes, Vocabulary vocabulary) {
    return IntStream.of(genes)
        .mapToObj(gene -> vocabulary.name(gene) + "\n")
        .collect(Collectors.joining());
  }

  /**
   * Reads a table; genes that it does not name have 0, names that are no genes of the vocabulary
   * are passed over.
   *
   * @throws DataException if a line is not a gene and a positive number
   */
  static double[] read(Path file, Vocabulary vocabulary) {
    double[] numbers = new double[vocabulary.size()];
    List<String> lines = lines(file);
    for (int line = 0; line < lines.size(); line++) {
      String[] parts = lines.get(line).split("\t", -1);
      if (parts.length != 2) {
        throw notANumber(file, line, lines.get(line));
      }
      OptionalInt gene = vocabulary.id(parts[0]);
      if (gene.isPresent()) {
        numbers[gene.getAsInt()] = number(file, line, parts[1]);
      }
    }
    return numbers;
  }

  /**
   * Reads a table that the user names.
   *
   * @throws UsageException if it names no gene of the vocabulary
   */
  static double[] given(Path file, Vocabulary vocabulary) {
    double[] numbers = read(file, vocabulary);
    if (Arrays.stream(numbers).allMatch(number -> number == 0)) {
      throw noGene(file);
    }
    return numbers;
  }

  /**
   * The ranks of the genes that a file lists in their order.
   *
   * @throws UsageException if it names no gene of the vocabulary
   */
  static int[] givenOrder(Path file, Vocabulary vocabulary) {
    int[] genes =
        lines(file).stream()
            .map(vocabulary::id)
            .flatMapToInt(OptionalInt::stream)
            .distinct()
            .toArray();
    if (genes.length == 0) {
      throw noGene(file);
    }
    return ranks(genes, vocabulary.size());
  }

  /**
   * The ranks of genes by columns of a table whose first column names genes; a gene that it names
   * twice counts where it comes first.
   *
   * @throws UsageException if it has no such column, or names no gene of the vocabulary
   */
  static int[] orderBy(List<String> columns, Path table, Vocabulary vocabulary) {
    Frame frame = ObsTable.read(table);
    int[] rows = GeneOrder.of(columns.stream().map(name -> column(frame, name, table)).toList());
    int[] genes =
        IntStream.of(rows)
            .mapToObj(row -> vocabulary.id(frame.index().get(row)))
            .flatMapToInt(OptionalInt::stream)
            .distinct()
            .toArray();
    if (genes.length == 0) {
      throw noGene(table);
    }
    return ranks(genes, vocabulary.size());
  }

  /** What a column of such a table says of the genes that it names, by their ids. */
  static Map<Integer, String> texts(String column, Path table, Vocabulary vocabulary) {
    Frame frame = ObsTable.read(table);
    Column texts = column(frame, column, table);
    Map<Integer, String> ofGenes = new HashMap<>();
    for (int row = 0; row < texts.length(); row++) {
      OptionalInt gene = vocabulary.id(frame.index().get(row));
      if (gene.isPresent()) {
        texts.text(row).ifPresent(text -> ofGenes.putIfAbsent(gene.getAsInt(), text));
      }
    }
    return ofGenes;
  }

  private static Column column(Frame frame, String name, Path table) {
    return Optional.ofNullable(frame.columns().get(name))
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no column '%s'; there are %s"
                        .formatted(table, name, String.join(", ", frame.columns().keySet()))));
  }

  /** The place of each gene in an order; genes that are not in it share the place after all. */
  static int[] ranks(int[] genes, int vocabulary) {
    int[] ranks = new int[vocabulary];
    Arrays.fill(ranks, vocabulary);
    for (int place = 0; place < genes.length; place++) {
      ranks[genes[place]] = place;
    }
    return ranks;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private static double number(Path file, int line, String text) {
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && !Double.isInfinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(file, line, text);
    }
    throw notANumber(file, line, text);
  }

  private static DataException notANumber(Path file, int line, String text) {
    return new DataException(
        "%s, line %d: '%s' is not a gene, a tab and a positive number"
            .formatted(file, line + 1, text));
  }

  private static UsageException noGene(Path file) {
    return new UsageException(file + " names no gene of the corpus's vocabulary");
  }
}
