package org.polysome.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the weights of a run come from: {@code published/origin.json} of the run, which is all that
 * is needed to write them back.
 *
 * @param schema version of this file
 * @param model the project
 * @param weights name of the file of weights
 * @param within keys of the dictionaries that its tensors lay in
 * @param prefix what all names began with
 * @param files the other files that were read, copied beside this one
 * @param parts its tensors
 * @param rules which of them is which of ours
 */
record Origin(
    int schema,
    PublishedModel model,
    String weights,
    List<String> within,
    String prefix,
    List<String> files,
    List<Part> parts,
    List<TensorRule> rules) {

  /** The folder of a run that holds it. */
  static final String FOLDER = "published";

  /** The tensors, and rows of tensors, that ours has no use for. */
  static final String REST = "rest.safetensors";

  /** What the file of weights held beside tensors, as a pickle. */
  static final String AROUND = "around.pkl";

  /** The version this program writes. */
  static final int SCHEMA = 1;

  private static final String FILE = "origin.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the lists. */
  Origin {
    within = List.copyOf(within);
    files = List.copyOf(files);
    parts = List.copyOf(parts);
    rules = List.copyOf(rules);
  }

  void write(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.write(file, JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /**
   * Reads that of a run.
   *
   * @throws UsageException if the run was not imported, or by a newer version
   */
  static Origin read(Path run) {
    Path file = run.resolve(FOLDER).resolve(FILE);
    if (!Files.exists(file)) {
      throw new UsageException(
          run + " was not imported, so that there is no layout to write its weights back to");
    }
    Origin origin;
    try {
      origin = JSON.readValue(Files.readAllBytes(file), Origin.class);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
    if (origin.schema() > SCHEMA) {
      throw new UsageException(
          "%s has schema %d, this Polysome reads up to %d; install a newer version"
              .formatted(file, origin.schema(), SCHEMA));
    }
    return origin;
  }
}
