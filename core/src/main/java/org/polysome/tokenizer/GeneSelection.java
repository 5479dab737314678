package org.polysome.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/** Which genes of a cell may become tokens. */
public sealed interface GeneSelection {

  /** Whether a gene that was measured and not seen may be a token. */
  boolean zeros();

  /** The genes that were seen in the cell. */
  record NonZero() implements GeneSelection {
    @Override
    public boolean zeros() {
      return false;
    }
  }

  /** Every gene that the cell's source measured, seen or not. */
  record All() implements GeneSelection {
    @Override
    public boolean zeros() {
      return true;
    }
  }

  /**
   * The most variable genes of the training corpus, fitted there and stored in the run.
   *
   * @param count how many
   * @param zeros whether those not seen in a cell are tokens too
   * @param flavor the rule by which genes vary
   */
  record HighlyVariable(
      @Default("2000") int count, @Default("true") boolean zeros, @Default("seurat") Flavor flavor)
      implements GeneSelection {
    /** By scanpy's default rule. */
    public HighlyVariable(int count, boolean zeros) {
      this(count, zeros, Flavor.SEURAT);
    }

    /** Checks the count. */
    public HighlyVariable {
      if (count < 1) {
        throw new UsageException("count: " + count + " genes cannot be selected, use at least 1");
      }
    }
  }

  /** A rule by which genes vary, as scanpy names them. */
  enum Flavor {
    /** Dispersions of values before the logarithm, in bins of equal width of the mean. */
    SEURAT,
    /** Dispersions of logarithms, in bins between percentiles of the mean (Zheng et al., 2017). */
    CELL_RANGER
  }

  /**
   * Genes that the user names.
   *
   * @param genes their names in the vocabulary
   * @param file a text file with one name per line, instead of {@code genes}
   * @param zeros whether those not seen in a cell are tokens too
   */
  record Given(
      @Default("[]") List<String> genes, Optional<Path> file, @Default("true") boolean zeros)
      implements GeneSelection {
    /** Checks that there is a list or a file, and not both. */
    public Given {
      genes = List.copyOf(genes);
      if (genes.isEmpty() == file.isEmpty()) {
        throw new UsageException(
            "given genes need either 'genes' (a list) or 'file', and not both");
      }
    }
  }
}
