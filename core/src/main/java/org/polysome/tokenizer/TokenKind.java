package org.polysome.tokenizer;

/** What a token's value stands for. The ordinal is what {@link TokenBatch#kinds()} stores. */
public enum TokenKind {
  /** Padding: no token at all. */
  PAD,
  /** A gene with its value. */
  VALUE,
  /** A gene that was measured and not seen. */
  ZERO,
  /** A gene whose value is hidden and asked for. */
  MASK,
  /** The token that stands for the cell. */
  CLS,
  /** The depth of the input (read-depth-aware training, S). */
  DEPTH_SOURCE,
  /** The depth asked for (read-depth-aware training, T). */
  DEPTH_TARGET,
  /** The end of the cell (Geneformer's {@code <eos>}, BERT's {@code [SEP]}). */
  END,
  /** The end of the genes of a chromosome (UCE). */
  CHROMOSOME_END,
  /**
   * The beginning of the genes of the first chromosome (UCE); the codes after this one are those of
   * the chromosomes that follow it in {@link TokenOrder.Repetition#chromosomes}.
   */
  CHROMOSOME;

  /** Most chromosomes, so that every code is a byte. */
  static final int MOST_CHROMOSOMES = Byte.MAX_VALUE - CHROMOSOME.ordinal();

  /**
   * How many kinds every model has vectors of: those before {@link #END}. The others have vectors
   * where the tokenizer writes them, so that runs from before there were such tokens keep their
   * tables.
   */
  public static final int ALWAYS = END.ordinal();

  /**
   * How many kinds a model has vectors of.
   *
   * @param further how many beyond {@link #ALWAYS}
   */
  public static int count(int further) {
    return ALWAYS + further;
  }

  /**
   * How many rows a table of vectors of genes and kinds has: those of the vocabulary, then those of
   * the kinds.
   *
   * @param genes of the vocabulary
   * @param further how many kinds beyond {@link #ALWAYS}
   */
  public static int rows(int genes, int further) {
    return genes + count(further);
  }

  /** The code stored in a batch. */
  public byte code() {
    return (byte) ordinal();
  }
}
