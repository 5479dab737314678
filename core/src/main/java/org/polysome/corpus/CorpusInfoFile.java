package org.polysome.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.provenance.Build;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code corpus.json}. */
final class CorpusInfoFile {

  private CorpusInfoFile() {}

  static void write(Path folder, CorpusInfo info) {
    Path file = folder.resolve(CorpusFormat.INFO);
    try {
      Files.writeString(
          file,
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(info) + "\n");
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /**
   * Reads what a folder says it is.
   *
   * @throws UsageException if the folder is not there or is no corpus
   * @throws DataException if it was written by a newer version, naming it, or is damaged
   */
  static CorpusInfo read(Path folder) {
    Path file = folder.resolve(CorpusFormat.INFO);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          Files.exists(folder)
              ? "%s is not a corpus: it has no %s".formatted(folder, CorpusFormat.INFO)
              : "there is no corpus %s".formatted(folder));
    }
    try {
      JsonNode tree = JsonMapper.shared().readTree(Files.readString(file));
      if (!CorpusFormat.FORMAT.equals(tree.path("format").asString(""))) {
        throw new DataException(
            "%s: is not the description of a corpus (format is not '%s')"
                .formatted(file, CorpusFormat.FORMAT));
      }
      refuseNewer(tree, folder);
      return JsonMapper.shared().treeToValue(tree, CorpusInfo.class);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(file + ": is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private static void refuseNewer(JsonNode tree, Path folder) {
    int schema = tree.path("schema").asInt(0);
    if (schema > CorpusFormat.SCHEMA) {
      String writer = tree.path("polysome").asString("of a later date");
      throw new DataException(
          ("%s: has schema %d, this is polysome %s which reads up to %d;"
                  + " install polysome %s or newer")
              .formatted(folder, schema, Build.current().version(), CorpusFormat.SCHEMA, writer));
    }
    if (schema < 1) {
      throw new DataException(folder + ": has no valid schema in " + CorpusFormat.INFO);
    }
  }
}
