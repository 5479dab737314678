package org.polysome.model;

import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Embedding;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/**
 * What is added to a token for where it stands. Rotary positions are not among them: they act
 * within the attention of the backbones that have them.
 */
public sealed interface Position {

  /** Makes the live part. */
  TokenPositions build(BuildContext context);

  /** What it promises about its input. */
  default Traits traits() {
    return Traits.FREE;
  }

  /** Nothing: a cell is a set of tokens. */
  record None() implements Position {
    @Override
    public TokenPositions build(BuildContext context) {
      return batch -> Optional.empty();
    }
  }

  /**
   * A learned vector per place in the sequence, as in BERT, for tokens whose order means something:
   * parameter {@code weight} (length, width).
   *
   * @param length most tokens of a cell; a longer cell is refused
   * @param tokenType whether one more learned vector is added to every token, as the only token
   *     type of BERT: parameter {@code token-type} (1, width)
   */
  record Learned(@Default("4096") int length, @Default("false") boolean tokenType)
      implements Position {

    private static final Optional<Tensor> NO_TYPE = Optional.empty();

    /** Checks the length. */
    public Learned {
      Require.positive("length", length);
    }

    @Override
    public TokenPositions build(BuildContext context) {
      var table = context.table("weight", length, context.width());
      var type = tokenType ? Optional.of(context.table("token-type", 1, context.width())) : NO_TYPE;
      return batch -> {
        int tokens = Math.toIntExact(batch.tokens());
        if (tokens > length) {
          throw new UsageException(
              "model.position: a cell has %d tokens and there are positions for %d; set length"
                      .formatted(tokens, length)
                  + " to tokenizer.length or more");
        }
        Tensor places = table.narrow(0, 0, tokens);
        return Optional.of(type.map(places::add).orElse(places).unsqueeze(0));
      };
    }

    @Override
    public Traits traits() {
      return new Traits(false, true, false, true);
    }
  }

  /**
   * A learned vector per gene, wherever it stands, as in scFoundation, and per kind of token
   * without a gene: parameter {@code weight} (genes + kinds, width).
   */
  record ByGene() implements Position {
    @Override
    public TokenPositions build(BuildContext context) {
      int rows = TokenKind.rows(context.sizes().genes(), context.sizes().furtherKinds());
      Embedding table = new Embedding(context, rows, context.width());
      return batch -> Optional.of(table.forward(batch.genes()));
    }
  }
}
