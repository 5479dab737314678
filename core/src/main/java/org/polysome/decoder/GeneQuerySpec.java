package org.polysome.decoder;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Seam: how the vector of a gene asks the vector of a cell for the gene's value. */
public sealed interface GeneQuerySpec {

  /**
   * Makes the live query.
   *
   * @param cellWidth numbers per cell
   * @param outputs numbers per answer
   */
  GeneQuery build(BuildContext context, int cellWidth, int outputs);

  /**
   * The query is a function of the gene, the answer its inner product with the cell (scGPT): {@code
   * (W sigmoid(Q g)) . c}. The matrix of the first answer has no bias, those of others have one, as
   * in the published code.
   */
  record InnerProduct() implements GeneQuerySpec {
    @Override
    public GeneQuery build(BuildContext context, int cellWidth, int outputs) {
      Linear query = Linear.of(context.in("query"), context.width(), context.width());
      List<Linear> answers =
          IntStream.range(0, outputs)
              .mapToObj(
                  n ->
                      n == 0
                          ? Linear.withoutBias(context.in("answer.0"), context.width(), cellWidth)
                          : Linear.of(context.in("answer." + n), context.width(), cellWidth))
              .toList();
      return new InnerProducts(
          genes -> {
            Tensor asked = query.forward(genes).sigmoid();
            return Tensors.stack(answers.stream().map(answer -> answer.forward(asked)).toList(), 1);
          });
    }
  }

  /**
   * The inner product of the two vectors as they are, {@code g . c}, of the same width. It has no
   * parameters and gives one answer.
   */
  record DotProduct() implements GeneQuerySpec {
    @Override
    public GeneQuery build(BuildContext context, int cellWidth, int outputs) {
      if (cellWidth != context.width()) {
        throw new UsageException(
            "query: dot-product needs cells as wide as genes, and they have %d and %d numbers;"
                    .formatted(cellWidth, context.width())
                + " take mlp-product");
      }
      if (outputs != 1) {
        throw new UsageException(
            "query: dot-product gives one number per gene, and the loss wants %d; take mlp-product"
                .formatted(outputs));
      }
      return new InnerProducts(genes -> genes.unsqueeze(1));
    }
  }

  /**
   * Linear layers with an activation between them, and the inner product with the cell (the code of
   * "A Simple and Comprehensive Benchmark for Single-Cell Transcriptomics").
   *
   * @param hidden number of layers before the last
   * @param activation after each of them
   */
  record MlpProduct(@Default("2") int hidden, @Default("leaky-relu") Activation activation)
      implements GeneQuerySpec {
    /** Checks the number of layers. */
    public MlpProduct {
      Require.atLeast("hidden", hidden, 0);
    }

    @Override
    public GeneQuery build(BuildContext context, int cellWidth, int outputs) {
      Layer layers =
          new Mlp(hidden, activation).build(context, context.width(), cellWidth * outputs);
      return new InnerProducts(
          genes -> layers.forward(genes, Mode.EVALUATION).reshape(-1, outputs, cellWidth));
    }
  }

  /**
   * The cell and a function of the gene side by side through a small network (scGPT): {@code W2
   * prelu(W1 [c, sigmoid(Q g)])}.
   *
   * @param hidden width of the query and of the network
   */
  record Concat(@Default("64") int hidden) implements GeneQuerySpec {
    /** Checks the width. */
    public Concat {
      Require.positive("hidden", hidden);
    }

    @Override
    public GeneQuery build(BuildContext context, int cellWidth, int outputs) {
      Linear query = Linear.of(context.in("query"), context.width(), hidden);
      GeneQuery network = network(context, cellWidth + hidden, hidden, outputs);
      return (genes, cells) ->
          network.forward(
              genes, Tensors.concatenate(List.of(cells, query.forward(genes).sigmoid()), 1));
    }
  }

  /**
   * The sum of the cell and a function of the gene through a small network (scGPT): {@code W2
   * prelu(W1 (c + sigmoid(Q g)))}.
   *
   * @param hidden width of the network
   */
  record Sum(@Default("64") int hidden) implements GeneQuerySpec {
    /** Checks the width. */
    public Sum {
      Require.positive("hidden", hidden);
    }

    @Override
    public GeneQuery build(BuildContext context, int cellWidth, int outputs) {
      Linear query = Linear.of(context.in("query"), context.width(), cellWidth);
      GeneQuery network = network(context, cellWidth, hidden, outputs);
      return (genes, cells) -> network.forward(genes, cells.add(query.forward(genes).sigmoid()));
    }
  }

  /** Two linear layers with a learned slope between them, over what is given for the cells. */
  private static GeneQuery network(BuildContext context, int inputs, int hidden, int outputs) {
    Linear first = Linear.of(context.in("hidden"), inputs, hidden);
    Tensor slope = context.vectors("slope", 0.25, 1);
    Linear last = Linear.of(context.in("out"), hidden, outputs);
    return (genes, joined) -> last.forward(Functions.prelu(first.forward(joined), slope));
  }
}
