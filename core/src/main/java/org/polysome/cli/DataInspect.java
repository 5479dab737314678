package org.polysome.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.prepare.Inspection;
import org.polysome.prepare.InspectionText;
import org.polysome.prepare.Inspector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code polysome data inspect}: what is in a file of cells. */
@Command(
    name = "inspect",
    description =
        "Say what is in a file of cells: raw or normalised, which genes, which labels and batches.",
    footer = {"", "Example:", "  polysome data inspect pbmc.h5ad"})
final class DataInspect implements Runnable {

  @Mixin private Session session;

  @Parameters(
      paramLabel = "FILE",
      description = "h5ad file, 10x mtx folder, or table of counts (CSV or TSV, also gzipped).")
  private Path file;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  public void run() {
    Inspection inspection;
    try (AnnDataFile cells = AnnDataFiles.open(file)) {
      inspection = Inspector.inspect(cells, session.progress());
    }
    PrintWriter out = session.results();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(inspection));
    } else {
      InspectionText.of(inspection).forEach(out::println);
    }
  }
}
