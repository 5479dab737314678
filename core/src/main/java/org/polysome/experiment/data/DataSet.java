package org.polysome.experiment.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.corpus.CorpusRequest;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.prepare.CellFilter;
import org.polysome.prepare.ObsQuery;

/**
 * A published data set: what one corpus is built from, and what a paper counts in it. What the
 * paper does not say is absent.
 *
 * @param name short name, unique within the recipe
 * @param reference where it was published, as the paper cites it
 * @param about one line about it
 * @param mode of what the counts are
 * @param organism the species
 * @param files the files that it consists of; none where the paper names none
 * @param where a query over {@code obs} that chooses the cells
 * @param geneWhere a query over {@code var} that chooses the genes
 * @param filter limits on cells and genes
 * @param fraction share of the cells that is kept
 * @param equalBy columns of {@code obs} over whose groups the kept cells are spread equally
 * @param label the column of {@code obs} that holds the labels
 * @param batch the column of {@code obs} that holds the batches
 * @param split how it is divided to judge a model
 * @param protocol whose rules the probes follow that judge a model
 * @param bioShare share of AvgBio in the score by which embeddings are judged, the rest is that of
 *     AvgBatch
 * @param repeats how many data sets of this form there are, each to be built on its own
 * @param expected what the paper counts, after all of this
 */
public record DataSet(
    String name,
    Optional<String> reference,
    Optional<String> about,
    @Default("single-cell") Mode mode,
    Optional<String> organism,
    @Default("[]") List<DataFile> files,
    Optional<String> where,
    Optional<String> geneWhere,
    DataFilter filter,
    @Default("1") double fraction,
    @Default("[]") List<String> equalBy,
    Optional<String> label,
    Optional<String> batch,
    Optional<DataSplit> split,
    Optional<ProbeProtocol> protocol,
    Optional<Double> bioShare,
    @Default("1") int repeats,
    Expected expected) {

  /** Of what the counts are. */
  public enum Mode {
    /** Cells or nuclei. */
    SINGLE_CELL,
    /** Bulk samples, whose counts may be estimates with a fraction. */
    BULK
  }

  /** Checks the name, the query, the limits and the numbers. */
  public DataSet {
    files = List.copyOf(files);
    equalBy = List.copyOf(equalBy);
    Require.that(
        name.matches("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*"),
        "name",
        "must be letters and digits, joined by - or _",
        name);
    where.ifPresent(ObsQuery::parse);
    geneWhere.ifPresent(ObsQuery::parse);
    bioShare.ifPresent(share -> Require.between("bio-share", share, 0, 1));
    Require.that(
        fraction > 0 && fraction <= 1, "fraction", "must be above 0 and at most 1", fraction);
    Require.positive("repeats", repeats);
    filter.cells();
  }

  /** The request of a person with what this data set says where they said nothing. */
  public CorpusRequest completed(CorpusRequest asked) {
    CorpusRequest.Genes genes = asked.genes();
    return new CorpusRequest(
        asked.inputs(),
        asked.output(),
        asked.force(),
        new CorpusRequest.Counts(
            asked.counts().layer(), asked.counts().allowFractional() || mode == Mode.BULK),
        new CorpusRequest.Genes(
            genes.vocabulary(),
            genes.column(),
            genes.minCells() == 0 ? filter.minCells() : genes.minCells(),
            genes.organism().or(this::organism),
            // A vocabulary of the person's own is what they want.
            genes.vocabulary().isPresent() ? Optional.empty() : genes.where().or(this::geneWhere),
            genes.minDispersion() == 0 ? filter.minDispersion() : genes.minDispersion()),
        completed(asked.cells()),
        asked.seed());
  }

  private CorpusRequest.Cells completed(CorpusRequest.Cells asked) {
    // A fraction and what it is spread over belong together.
    boolean drawn = asked.fraction() < 1 || !asked.equalBy().isEmpty();
    return new CorpusRequest.Cells(
        limited(asked.filter()),
        asked.where().or(this::where),
        drawn ? asked.fraction() : fraction,
        drawn ? asked.equalBy() : equalBy,
        asked.selection(),
        asked.phenoprint(),
        minLabelCells(asked.minLabelCells()));
  }

  private Map<String, Integer> minLabelCells(Map<String, Integer> asked) {
    Map<String, Integer> all = new HashMap<>(filter.minLabelCells());
    all.putAll(asked);
    return all;
  }

  private CellFilter limited(CellFilter asked) {
    CellFilter own = filter.cells();
    return new CellFilter(
        asked.minCounts().or(own::minCounts),
        asked.maxCounts().or(own::maxCounts),
        asked.minGenes().or(own::minGenes),
        asked.maxGenes().or(own::maxGenes),
        asked.maxMitochondrial().or(own::maxMitochondrial),
        asked.maxRibosomal().or(own::maxRibosomal));
  }
}
