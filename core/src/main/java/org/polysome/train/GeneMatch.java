package org.polysome.train;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.polysome.genes.Vocabulary;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;
import org.polysome.tokenizer.TokenizerSpec;

/**
 * The genes that two vocabularies share, by name.
 *
 * @param fromGenes genes of the one
 * @param toGenes genes of the other
 * @param from ids in the one of what both have
 * @param to ids in the other of the same genes
 * @param kinds the kinds of tokens without a gene that the two know
 */
record GeneMatch(int fromGenes, int toGenes, int[] from, int[] to, Kinds kinds) {

  /**
   * The kinds of tokens without a gene that two models have vectors of: the first of all there are.
   *
   * @param from how many the one has
   * @param to how many the other has
   * @param sameChromosomes whether both have tokens of the same chromosomes, or of none
   */
  record Kinds(int from, int to, boolean sameChromosomes) {

    static Kinds of(TokenizerSpec from, TokenizerSpec to) {
      return new Kinds(
          TokenKind.count(from.furtherKinds()),
          TokenKind.count(to.furtherKinds()),
          from.chromosomes().equals(to.chromosomes()));
    }

    /** How many both have; of chromosomes only where they are the same ones. */
    int both() {
      int less = Math.min(from, to);
      return sameChromosomes ? less : Math.min(less, TokenKind.CHROMOSOME.ordinal());
    }

    boolean same() {
      return from == to && sameChromosomes;
    }
  }

  static GeneMatch of(Vocabulary from, Vocabulary to, Kinds kinds) {
    int[] fromIds = new int[from.size()];
    int[] toIds = new int[from.size()];
    int both = 0;
    for (int id = 0; id < from.size(); id++) {
      OptionalInt other = to.id(from.name(id));
      if (other.isPresent()) {
        fromIds[both] = id;
        toIds[both++] = other.getAsInt();
      }
    }
    return new GeneMatch(
        from.size(), to.size(), Arrays.copyOf(fromIds, both), Arrays.copyOf(toIds, both), kinds);
  }

  /** How many genes both have. */
  int both() {
    return from.length;
  }

  /** The same with the tokens without a gene, whose ids follow on those of the genes. */
  GeneMatch withKinds() {
    int[] longerFrom = Arrays.copyOf(from, from.length + kinds.both());
    int[] longerTo = Arrays.copyOf(to, to.length + kinds.both());
    for (int kind = 0; kind < kinds.both(); kind++) {
      longerFrom[from.length + kind] = fromGenes + kind;
      longerTo[to.length + kind] = toGenes + kind;
    }
    return new GeneMatch(fromGenes, toGenes, longerFrom, longerTo, kinds);
  }

  /** Entries of a dimension of the one that are of no gene, given that of the other. */
  long othersThere(GeneAxes.Axis axis) {
    return axis.others() + (axis.kinds() ? kinds.from() - kinds.to() : 0);
  }

  /** Which entries of a dimension are to be which of another. */
  Entries entries(GeneAxes.Axis axis) {
    long others = axis.kinds() ? axis.others() - (kinds.to() - kinds.both()) : axis.others();
    return new Entries(places(from, fromGenes, axis, others), places(to, toGenes, axis, others));
  }

  private static long[] places(int[] ids, long genes, GeneAxes.Axis axis, long others) {
    LongStream ofGenes =
        LongStream.range(0, ids.length * axis.perGene())
            .map(i -> ids[(int) (i / axis.perGene())] * axis.perGene() + i % axis.perGene());
    LongStream rest = LongStream.range(0, others).map(i -> genes * axis.perGene() + i);
    return LongStream.concat(ofGenes, rest).toArray();
  }

  /**
   * Places in a dimension of one tensor, and as many in the same dimension of another.
   *
   * @param from places to copy from
   * @param to places to copy to
   */
  record Entries(long[] from, long[] to) {

    /** Copies them. */
    void copy(Tensor source, Tensor target, int dimension) {
      if (from.length > 0) {
        Tensor taken = source.indexSelect(dimension, Tensors.of(from, from.length));
        Tensor places = Tensors.of(to, to.length).to(target.device());
        target.indexCopyInPlace(dimension, places, taken.to(target.device()));
      }
    }
  }
}
