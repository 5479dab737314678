package org.polysome.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusInfo;
import org.polysome.corpus.CorpusRequest;
import org.polysome.experiment.data.DataCheck;
import org.polysome.experiment.data.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome corpus build}. */
@Command(
    name = "build",
    description = {
      "Build a corpus from files of cells: checked raw counts, aligned genes, shuffled cells.",
      "The same inputs and options give the same bytes."
    },
    footer = {
      "",
      "Example:",
      "  polysome corpus build lung.h5ad gut/ -o corpus --min-genes 200",
      "",
      "A published data set, with its filters and its counts:",
      "  polysome corpus build wu.h5ad -o wu --data-recipe diverse-rna \\",
      "      --data-set breast-cancer"
    })
final class CorpusBuildCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private InputOptions inputs;
  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;
  @Mixin private CellFilterOptions filter;
  @Mixin private DataRecipeOptions published;
  @Mixin private PhenoprintOptions phenoprint;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Gene names, one per line (default: the genes of all inputs, sorted).")
  private Optional<Path> vocabulary = Optional.empty();

  @Option(
      names = "--min-cells",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out genes that fewer of the kept cells have seen.")
  private int minCells;

  @Option(
      names = "--min-dispersion",
      paramLabel = "D",
      defaultValue = "0",
      description = "Leave out genes whose counts in the kept cells vary less: variance over mean.")
  private double minDispersion;

  @Option(
      names = "--gene-where",
      paramLabel = "QUERY",
      description =
          "Keep genes whose var satisfies a query, such as \"feature_type == 'protein_coding'\".")
  private Optional<String> geneWhere = Optional.empty();

  @Mixin private WhereOption where;

  @Option(
      names = "--min-label-cells",
      paramLabel = "COL=N",
      description =
          "Leave out cells whose label in this obs column fewer than N of the chosen cells of all"
              + " inputs have, such as cell_type=50; repeatable. Cells without a value count as a"
              + " label.")
  private Map<String, Integer> minLabelCells = Map.of();

  @Option(
      names = "--fraction",
      paramLabel = "F",
      defaultValue = "1",
      description = "Keep this share of the cells, drawn by their content (default: all).")
  private double fraction;

  @Option(
      names = "--equal-by",
      paramLabel = "COL",
      split = ",",
      description =
          "Spread the cells that are kept equally over the groups of these obs columns, e.g."
              + " cell_type,tissue; with --fraction.")
  private List<String> equalBy = List.of();

  @Option(
      names = "--selection",
      paramLabel = "FILE",
      description =
          "Keep only the cells that this text file names, one per line: a name of obs, or the"
              + " source's name, a tab and the cell's name.")
  private Optional<Path> selection = Optional.empty();

  @Option(
      names = "--allow-fractional",
      description = "Take counts that are not whole numbers, as estimates of reads are.")
  private boolean allowFractional;

  @Option(
      names = "--organism",
      paramLabel = "NAME",
      description = "The species (default: what Ensembl ids say).")
  private Optional<String> organism = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the order and of the fraction (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run() {
    CorpusRequest request =
        new CorpusRequest(
            inputs.paths(),
            output.output(),
            output.force(),
            new CorpusRequest.Counts(cells.layer(), allowFractional),
            new CorpusRequest.Genes(
                vocabulary, cells.geneColumn(), minCells, organism, geneWhere, minDispersion),
            new CorpusRequest.Cells(
                filter.filter(),
                where.query(),
                fraction,
                equalBy,
                selection,
                phenoprint.phenoprint(),
                minLabelCells),
            seed);
    Optional<DataSet> set = published.chosen();
    set.ifPresent(one -> DataCheck.files(one, request.inputs()).forEach(this::say));
    CorpusRequest whole = set.map(one -> one.completed(request)).orElse(request);
    CorpusInfo info = CorpusBuilder.build(whole, session.manifest(), session.progress());
    set.ifPresent(this::compare);
    session
        .results()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %,d cells, %,d genes, %,d stored counts",
                output.output(),
                info.cells(),
                info.vocabulary().genes(),
                info.entries()));
  }

  /** Says what the paper counts beside what there is. */
  private void compare(DataSet set) {
    try (Corpus corpus = Corpus.open(output.output())) {
      DataCheck.counts(set, corpus).forEach(this::say);
    }
  }

  private void say(String line) {
    session.progress().say(line);
  }
}
