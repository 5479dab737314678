package org.polysome.train;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.tensor.Tensor;
import org.polysome.train.GeneAxes.Axis;

/**
 * Copies tensors between two models that know different genes: the entries of a gene go to the
 * entries of the gene of that name, and what is not of genes is copied whole.
 */
final class GeneTransfer implements WarmStart.Transfer {

  private static final String ROW = ".table.row";
  private static final String GIVEN = ".table.given";
  private static final String LEARNED = ".table.weight";

  private final GeneMatch match;
  private final GeneAxes axes;
  private final Map<String, Tensor> stored;
  private final Map<String, Tensor> live;

  /**
   * A transfer.
   *
   * @param match the genes of both
   * @param axes the dimensions per gene of the model that is written to
   * @param stored the tensors to read
   * @param live the tensors to write to
   */
  GeneTransfer(
      GeneMatch match, GeneAxes axes, Map<String, Tensor> stored, Map<String, Tensor> live) {
    this.match = match;
    this.axes = axes;
    this.stored = stored;
    this.live = live;
  }

  @Override
  public Optional<String> copy(String name, Tensor from, Tensor to) {
    Optional<String> table = tableOf(name);
    if (table.isPresent()) {
      return copyTable(table.get(), name, from, to);
    }
    Optional<Axis> axis = axes.of(name);
    if (axis.isEmpty()) {
      return copyWhole(from, to);
    }
    Axis there = axis.get().withOthers(othersOf(to, axis.get()));
    if (!fits(from, to, there.dimension()) || entriesOf(from, there) != match.othersThere(there)) {
      return otherShape(from, to);
    }
    match.entries(there).copy(from, to, there.dimension());
    return Optional.empty();
  }

  /** Of a part of a tensor there are fewer than of the whole one. */
  private long othersOf(Tensor to, Axis axis) {
    return to.dimensions() > axis.dimension()
        ? to.size(axis.dimension()) - axis.perGene() * match.toGenes()
        : axis.others();
  }

  private long entriesOf(Tensor from, Axis axis) {
    return from.size(axis.dimension()) - axis.perGene() * match.fromGenes();
  }

  /** The table of given and learned vectors that a tensor is part of in both models. */
  private Optional<String> tableOf(String name) {
    for (String part : new String[] {ROW, GIVEN, LEARNED}) {
      if (name.endsWith(part)) {
        String table = name.substring(0, name.length() - part.length());
        return Optional.of(table)
            .filter(prefix -> stored.containsKey(prefix + ROW) && live.containsKey(prefix + ROW));
      }
    }
    return Optional.empty();
  }

  /**
   * Given vectors go to given ones and learned to learned ones; where a gene's vector is differs
   * between the two and is left as it is.
   */
  private Optional<String> copyTable(String table, String name, Tensor from, Tensor to) {
    if (name.endsWith(ROW)) {
      return Optional.empty();
    }
    if (!fits(from, to, 0)) {
      return otherShape(from, to);
    }
    long[] rowsThere = rows(stored, table);
    long[] rowsHere = rows(live, table);
    boolean given = name.endsWith(GIVEN);
    GeneMatch all = match.withKinds();
    int[] chosen =
        IntStream.range(0, all.both())
            .filter(i -> rowsThere[all.from()[i]] >= 0 == given)
            .filter(i -> rowsHere[all.to()[i]] >= 0 == given)
            .toArray();
    new GeneMatch.Entries(
            Arrays.stream(chosen).mapToLong(i -> place(rowsThere[all.from()[i]])).toArray(),
            Arrays.stream(chosen).mapToLong(i -> place(rowsHere[all.to()[i]])).toArray())
        .copy(from, to, 0);
    return Optional.empty();
  }

  private static long[] rows(Map<String, Tensor> tensors, String table) {
    return Objects.requireNonNull(tensors.get(table + ROW)).toLongs();
  }

  private static long place(long row) {
    return row < 0 ? -1 - row : row;
  }

  static Optional<String> copyWhole(Tensor from, Tensor to) {
    if (!Arrays.equals(from.shape(), to.shape())) {
      return otherShape(from, to);
    }
    to.copyInPlace(from);
    return Optional.empty();
  }

  /** Whether two tensors agree in every dimension but one. */
  private static boolean fits(Tensor from, Tensor to, int dimension) {
    long[] there = from.shape();
    long[] here = to.shape();
    return there.length == here.length
        && IntStream.range(0, here.length).allMatch(i -> i == dimension || there[i] == here[i]);
  }

  private static Optional<String> otherShape(Tensor from, Tensor to) {
    return Optional.of(
        "whose shape is %s there and %s here"
            .formatted(Arrays.toString(from.shape()), Arrays.toString(to.shape())));
  }
}
