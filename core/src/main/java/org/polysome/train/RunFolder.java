package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.provenance.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The names of the files of a run, and the two that say what it is. */
final class RunFolder {

  /** Says that a folder is a run, and of which schema. */
  static final String HEADER = "run.json";

  /** The plan with every default spelt out. */
  static final String EXPERIMENT = "experiment.yaml";

  /** Versions, seeds, inputs. */
  static final String MANIFEST = "manifest.json";

  /** The genes that the model knows, one per line. */
  static final String VOCABULARY = "vocabulary.txt";

  /** The labels of the columns that the model and the objectives read, where there are any. */
  static final String LABELS = "labels.json";

  /** The genes that may become tokens, where not all may. */
  static final String SELECTED_GENES = "selected-genes.txt";

  /** The median of each gene among the training cells that show it, where values need it. */
  static final String MEDIANS = "medians.tsv";

  /** The number of training cells that show each gene, where sampling needs it. */
  static final String FREQUENCIES = "frequencies.tsv";

  /** The genes in the order of their tokens, where metadata orders them. */
  static final String GENE_ORDER = "gene-order.txt";

  /** The chromosome of each gene, counted from 1, where chromosomes have tokens. */
  static final String CHROMOSOMES = "chromosomes.tsv";

  /** The largest total of a training cell, where embedding asks for that depth. */
  static final String TARGET_DEPTH = "target-depth.txt";

  /** What became of each part that is fitted, in a run that starts from another. */
  static final String FITTED = "fitted.json";

  /** The cells that are kept to be judged later, where there are any. */
  static final String TEST_CELLS = "test-cells.txt";

  /** What was read of them, a line for each time. */
  static final String TEST_READINGS = "test.jsonl";

  /** The version this program writes. */
  static final int SCHEMA = 1;

  private static final String FORMAT = "polysome-run";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunFolder() {}

  /**
   * What {@code run.json} says.
   *
   * @param format always the same word
   * @param schema version of the folder's layout
   */
  private record Header(String format, int schema) {}

  static void writeHeader(Path folder) {
    write(folder.resolve(HEADER), JSON.writeValueAsString(new Header(FORMAT, SCHEMA)) + "\n");
  }

  static void writePlan(Path folder, Plan plan) {
    write(folder.resolve(EXPERIMENT), Config.text(plan));
  }

  /**
   * Reads the plan of a run.
   *
   * @throws UsageException if the folder is no run, or one of a newer schema
   */
  static Plan readPlan(Path folder) {
    checkHeader(folder);
    Path file = folder.resolve(EXPERIMENT);
    return Config.bind(YamlReader.read(read(file), file.toString()), Plan.class);
  }

  /** Versions, seeds and inputs of a run. */
  static Manifest manifest(Path folder) {
    return Manifest.fromJson(read(folder.resolve(MANIFEST)));
  }

  /** Writes into the manifest that the run is as it was meant to become. */
  static void endManifest(Path folder) {
    AtomicOutput.replace(folder.resolve(MANIFEST), manifest(folder).end().toJson());
  }

  /** A record, or a list of them, as a JSON text. */
  static String json(Object value) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private static void checkHeader(Path folder) {
    Path file = folder.resolve(HEADER);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          folder + " is not a run: it has no " + HEADER + " (polysome pretrain makes one)");
    }
    Header header;
    try {
      header = JSON.readValue(read(file), Header.class);
    } catch (JacksonException e) {
      throw new DataException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
    if (!FORMAT.equals(header.format())) {
      throw new DataException(file + " is not the header of a run");
    }
    if (header.schema() > SCHEMA) {
      throw new UsageException(
          "%s is a run of schema %d, this Polysome reads up to %d; install a newer version"
              .formatted(folder, header.schema(), SCHEMA));
    }
  }
}
