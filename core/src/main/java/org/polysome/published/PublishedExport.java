package org.polysome.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.genes.Vocabulary;
import org.polysome.pickle.Pickle;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.progress.Progress;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.TorchCheckpointWriter;
import org.polysome.train.Run;
import org.polysome.train.spec.TrainSpec;
import org.polysome.train.store.CheckpointFiles;

/**
 * Writes the weights of an imported run, or of one that started from it, as they were published.
 */
public final class PublishedExport {

  private PublishedExport() {}

  /**
   * Writes a folder as the project publishes it, with the names, shapes and kinds of number that
   * the weights had.
   *
   * @param folder the run, imported or started from an imported one
   * @throws UsageException if it is neither, knows other genes, or the target exists and may not be
   *     replaced
   */
  public static void write(Path folder, Path target, boolean force, Progress progress) {
    Run run = Run.open(folder);
    Path imported = imported(run);
    Origin origin = Origin.read(imported);
    Path kept = imported.resolve(Origin.FOLDER);
    try (Scope scope = new Scope();
        AtomicOutput output = AtomicOutput.folder(target, force, origin.weights())) {
      Map<String, Tensor> ours = weights(run);
      if (!imported.equals(folder)) {
        // A run of other objectives lacks the heads that were imported.
        weights(Run.open(imported)).forEach(ours::putIfAbsent);
      }
      Map<String, Tensor> written =
          new Transfer(folder.toString(), origin.parts(), origin.rules())
              .write(ours, Safetensors.read(kept.resolve(Origin.REST)));
      Map<String, Tensor> named = new LinkedHashMap<>();
      written.forEach((name, tensor) -> named.put(origin.prefix() + name, tensor));
      save(output.path().resolve(origin.weights()), origin, kept, named);
      for (String name : origin.files()) {
        Path copy = output.path().resolve(name);
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.copy(kept.resolve(name), copy);
      }
      output.commit();
      progress.say("%d tensors written: %s".formatted(named.size(), target));
    } catch (IOException e) {
      throw IoFaults.writing(target, e);
    }
  }

  /** The imported run that a run is, or started from. */
  private static Path imported(Run run) {
    Run at = run;
    while (!Files.isDirectory(at.folder().resolve(Origin.FOLDER))) {
      Optional<Path> earlier = at.plan().train().flatMap(TrainSpec::initFrom);
      if (earlier.isEmpty()) {
        throw new UsageException(
            run.folder()
                + " neither was imported nor started from a run that was; there is no layout to"
                + " write its weights back to");
      }
      at = Run.open(earlier.get());
    }
    requireSameGenes(run, at);
    return at.folder();
  }

  private static void requireSameGenes(Run run, Run imported) {
    Vocabulary genes = run.vocabulary();
    if (!genes.equals(imported.vocabulary())) {
      throw new UsageException(
          "%s knows %d genes and %s, from which it started, %d or others; their layouts differ"
              .formatted(
                  run.folder(), genes.size(), imported.folder(), imported.vocabulary().size()));
    }
    boolean end = imported.plan().tokenizer().end();
    if (run.plan().tokenizer().end() != end) {
      throw new UsageException(
          "%s has tokenizer.end: %s and %s, from which it started, %s; their layouts differ"
              .formatted(run.folder(), !end, imported.folder(), end));
    }
  }

  private static Map<String, Tensor> weights(Run run) {
    Path checkpoint = run.checkpoints().named(run.defaultCheckpoint());
    return new LinkedHashMap<>(Safetensors.read(checkpoint.resolve(CheckpointFiles.MODEL)));
  }

  private static void save(Path file, Origin origin, Path kept, Map<String, Tensor> tensors)
      throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
      return;
    }
    Path around = kept.resolve(Origin.AROUND);
    PickleValue rest = Pickle.read(Files.readAllBytes(around), around.toString(), Set.of());
    TorchCheckpointWriter.write(file, tensors, table -> within(rest, origin.within(), table));
  }

  /** What a file held, with other tensors in it. */
  private static PickleValue within(PickleValue around, List<String> keys, Table tensors) {
    Map<String, PickleValue> entries = new LinkedHashMap<>();
    if (around instanceof Table table) {
      table
          .entries()
          .forEach(
              (key, value) -> {
                if (key instanceof Text(String name)) {
                  entries.put(name, value);
                }
              });
    }
    if (keys.isEmpty()) {
      return tensors;
    }
    PickleValue inner = entries.getOrDefault(keys.getFirst(), Table.of(Map.of()));
    entries.put(keys.getFirst(), within(inner, keys.subList(1, keys.size()), tensors));
    return Table.of(entries);
  }
}
