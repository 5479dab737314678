package org.polysome.objective;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.model.State;
import org.polysome.nn.DenseLayers;
import org.polysome.tokenizer.Target;

/**
 * The negative evidence lower bound of a variational autoencoder of counts (scVI, Lopez and others
 * 2018; defaults of scvi-tools 1.x): a number is drawn from the distribution that the model makes
 * of a cell; the decoder, which belongs to this objective, makes of it the share that each gene has
 * in the cell; the share times the cell's library is the mean of the gene's count. Terms: {@code
 * reconstruction}, minus the logarithm of the probability of the cell's counts; {@code kl}, how far
 * the distribution is from a standard normal one; {@code library-kl} where the library is latent.
 * Each is a sum over genes or numbers, of which training takes the mean over cells.
 *
 * <p>Genes that the cell's source did not measure have no share, and no part in any sum. What is
 * drawn depends on the counts of the cell and the seed of the batch alone.
 *
 * @param likelihood of the counts
 * @param dispersion what the inverse dispersion belongs to; none in a Poisson distribution
 * @param decoder the layers before the shares
 * @param batchColumn the column of {@code obs} whose label the decoder reads; absent for none. A
 *     cell without a label has none of them
 * @param library how large a cell is taken to be
 * @param klWeight factor of {@code kl}
 * @param warmUp how it grows in training; {@code kl} is reported times its share. Validation is by
 *     all of it from the start, so that losses of different steps compare
 * @param weights how the weights of the decoder start
 * @param weight factor of all terms
 */
public record EvidenceLowerBound(
    @Default("zinb") Likelihood likelihood,
    @Default("gene") Dispersion dispersion,
    @Default("{dropout: 0}") DenseLayers.Form decoder,
    Optional<String> batchColumn,
    @Default("observed") Library library,
    @Default("1") double klWeight,
    @Default("{type: epochs, count: 400}") WarmUp warmUp,
    @Default("fan-in") org.polysome.nn.Weights weights,
    @Default("1") double weight)
    implements ObjectiveSpec {

  /** A distribution of counts. */
  public enum Likelihood {
    /** Negative binomial. */
    NB,
    /** Negative binomial with more zeros. */
    ZINB,
    /** Poisson. */
    POISSON
  }

  /** What an inverse dispersion belongs to. */
  public enum Dispersion {
    /** A gene. */
    GENE,
    /** A gene in the cells of a label of the batch column. */
    GENE_BATCH,
    /** A gene of a cell: the decoder makes it. */
    GENE_CELL
  }

  /** Checks the ranges. */
  public EvidenceLowerBound {
    Weights.check("kl-weight", klWeight);
    Weights.check("weight", weight);
    boolean byBatch =
        dispersion == Dispersion.GENE_BATCH
            || (library instanceof Library.Latent latent
                && (latent.readsBatch() || latent.means().size() > 1));
    Require.that(
        !byBatch || batchColumn.isPresent(),
        "batch-column",
        "must name a column for a dispersion or library by batch",
        "none");
  }

  @Override
  public String name() {
    return "evidence-lower-bound";
  }

  @Override
  public List<Target> targets() {
    return Stream.<Target>concat(
            Stream.of(new Target.WholeCell()), batchColumn.stream().map(Target.Label::new))
        .toList();
  }

  @Override
  public Optional<String> givenByLabel() {
    return library instanceof Library.Latent latent && latent.means().size() > 1
        ? batchColumn
        : Optional.empty();
  }

  /** Layers with batch norm see the batch as a whole. */
  @Override
  public boolean batchIndependent() {
    boolean ofLibrary =
        library instanceof Library.Latent latent && latent.layers().norm().ofBatch();
    return !decoder.norm().ofBatch() && !ofLibrary;
  }

  @Override
  public Set<State> needs() {
    return Set.of(State.CELLS, State.VARIANCES);
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new EvidenceObjective(this, context);
  }
}
