package org.polysome.model;

import java.util.Arrays;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.graph.spectral.KnownMeans;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.GeneSelection;

/**
 * The normalised values of the most variable genes of the training cells ({@link
 * org.polysome.prepare.VariableGenes}), in the order of the vocabulary. A gene that the cell's
 * source did not measure has its mean over the training cells that measured it. Buffers {@code
 * model.genes} (count) and {@code model.mean} (count).
 *
 * @param count how many genes, which is the width of the embedding
 * @param flavor the rule by which genes vary
 */
public record Hvg(@Default("2000") int count, @Default("seurat") GeneSelection.Flavor flavor)
    implements FittedModel {

  /** By scanpy's default rule. */
  public Hvg(int count) {
    this(count, GeneSelection.Flavor.SEURAT);
  }

  /** Checks the number of genes. */
  public Hvg {
    Require.positive("count", count);
  }

  @Override
  public int embeddingWidth() {
    return count;
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    Parameters own = parameters.in("model");
    Tensor genes = own.buffer("genes", Tensors.zeros(ElementType.INT64, Device.CPU, count));
    Tensor mean = own.buffer("mean", new Initialisation.Constant(0), count);
    return (batch, mode) -> Encoded.ofCells(values(batch.requireWhole(), genes, mean));
  }

  private static Tensor values(WholeCells cells, Tensor genes, Tensor mean) {
    Tensor measured = cells.measured().indexSelect(1, genes).equalTo(1);
    return Tensors.where(measured, cells.values().indexSelect(1, genes), mean);
  }

  @Override
  public void fit(TrainingCells cells, Parameters parameters) {
    Parameters own = parameters.in("model");
    int[] genes = cells.variableGenes(new GeneSelection.HighlyVariable(count, true, flavor));
    if (genes.length < count) {
      throw new UsageException(
          "model.count: only %d genes vary among the training cells, not %d; set model.count=%d"
              .formatted(genes.length, count, genes.length));
    }
    double[] means = KnownMeans.of(cells.values()).mean();
    Components.put(
        own.get("mean"), Arrays.stream(genes).mapToDouble(gene -> means[gene]).toArray());
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      own.get("genes").copyInPlace(Tensors.of(genes, count));
    }
  }
}
