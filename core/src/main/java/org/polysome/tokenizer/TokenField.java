package org.polysome.tokenizer;

import java.util.List;
import java.util.Optional;
import org.polysome.config.Bare;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * A further integer that tokens carry ({@link TokenBatch#fields()}), for which a model may have
 * vectors ({@code model.fields}). A code below 0 says that a token has none.
 */
public sealed interface TokenField {

  /** What the batch and the model call it. */
  String name();

  /** The column of {@code obs} whose labels it needs. */
  Optional<String> column();

  /**
   * The code of a label of the cell, the same for each of its tokens: 0 for the first label of the
   * training corpus.
   *
   * @param label the column of {@code obs}, which is also the field's name
   */
  record CellState(@Bare String label) implements TokenField {
    @Override
    public String name() {
      return label;
    }

    @Override
    public Optional<String> column() {
      return Optional.of(label);
    }
  }

  /**
   * Whether the gene of a token was perturbed in the cell: 1 or 0, and none for tokens without a
   * gene. A label of the column names the perturbed genes, with {@code +} between several; a part
   * that is no gene of the vocabulary, such as {@code ctrl}, names none.
   *
   * @param name what the field is called
   * @param label the column of {@code obs} that names perturbed genes
   */
  record Perturbed(@Default("perturbed") String name, String label) implements TokenField {
    @Override
    public Optional<String> column() {
      return Optional.of(label);
    }
  }

  /**
   * Whether the gene of a token is one of a list: 1 or 0, and none for tokens without a gene.
   *
   * @param name what the field is called
   * @param genes their names in the vocabulary
   */
  record GeneFlag(String name, List<String> genes) implements TokenField {
    /** Copies the list. */
    public GeneFlag {
      genes = List.copyOf(genes);
      if (genes.isEmpty()) {
        throw new UsageException("genes: a flag needs at least one gene");
      }
    }

    @Override
    public Optional<String> column() {
      return Optional.empty();
    }
  }
}
