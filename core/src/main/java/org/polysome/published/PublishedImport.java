package org.polysome.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.polysome.files.IoFaults;
import org.polysome.pickle.PickleWriter;
import org.polysome.progress.Progress;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Engine;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.train.Run;
import org.polysome.train.WeightsFromElsewhere;

/** Makes a run of weights that another project published. */
public final class PublishedImport {

  /** Files larger than this, such as data sets, are named in the manifest and not copied. */
  private static final long LARGE = 64L << 20;

  private PublishedImport() {}

  /**
   * What to read.
   *
   * @param model whose weights they are
   * @param folder as the project publishes it
   * @param part the key of one of several models in a checkpoint; the usual one where empty
   */
  public record Source(PublishedModel model, Path folder, Optional<String> part) {}

  /**
   * Where the run goes.
   *
   * @param run the run folder
   * @param force whether an existing one may be replaced
   * @param command the command line, for the manifest
   */
  public record Target(Path run, boolean force, List<String> command) {
    /** Copies the command. */
    public Target {
      command = List.copyOf(command);
    }
  }

  /**
   * Reads published weights, the vocabulary and what else belongs to them.
   *
   * @return the run, which embeds like any other
   * @throws org.polysome.fault.UsageException if a file is missing, or the run exists and may not
   *     be replaced
   * @throws org.polysome.fault.DataException if a file is damaged or of another layout; tensors
   *     that are missing or not known are named
   */
  public static Run read(Source source, Target target, Progress progress) {
    try (Scope scope = new Scope()) {
      PublishedFolder folder = new PublishedFolder(source.folder());
      Described described = source.model().layout().describe(folder, source.part());
      List<TensorRule> rules = described.book().rules();
      WeightFile weights = described.weights();
      Transfer transfer = new Transfer(weights.path().toString(), described.book().parts(), rules);
      Manifest manifest =
          Manifest.start(target.command()).withEngine("libtorch " + Engine.version());
      for (Path file : folder.read()) {
        manifest = manifest.withInput(Input.of(file));
      }
      new WeightsFromElsewhere(
              described.plan(),
              described.vocabulary(),
              described.fitted(),
              described.labels(),
              manifest.end())
          .write(
              target.run(),
              target.force(),
              new WeightsFromElsewhere.Filling(
                  parameters ->
                      transfer.read(weights.tensors(), parameters.all(), described.book().fresh()),
                  run ->
                      keep(
                          run.resolve(Origin.FOLDER),
                          origin(source, folder, described, rules),
                          new Kept(folder, weights, transfer.rest(weights.tensors())))));
      report(described, progress);
      progress.say("imported: " + target.run());
      return Run.open(target.run());
    }
  }

  /** What is kept of a published folder beside its weights. */
  private record Kept(PublishedFolder folder, WeightFile weights, Map<String, Tensor> rest) {}

  private static Origin origin(
      Source source, PublishedFolder folder, Described described, List<TensorRule> rules) {
    WeightFile weights = described.weights();
    List<String> files =
        folder.read().stream()
            .filter(file -> !file.equals(weights.path()) && size(file) <= LARGE)
            .map(
                file ->
                    file.startsWith(source.folder())
                        ? source.folder().relativize(file).normalize().toString().replace('\\', '/')
                        : String.valueOf(file.getFileName()))
            .map(name -> name.startsWith("../") ? name.substring(name.lastIndexOf('/') + 1) : name)
            .toList();
    return new Origin(
        Origin.SCHEMA,
        source.model(),
        String.valueOf(weights.path().getFileName()),
        weights.within(),
        weights.prefix(),
        files,
        described.book().parts(),
        rules);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  private static void keep(Path folder, Origin origin, Kept kept) {
    try {
      Files.createDirectories(folder);
      origin.write(folder);
      SafetensorsWriter.write(folder.resolve(Origin.REST), kept.rest(), Map.of());
      Files.write(folder.resolve(Origin.AROUND), PickleWriter.write(kept.weights().around()));
      for (Path file : kept.folder().read()) {
        for (String name : origin.files()) {
          if (file.endsWith(name)) {
            Path copy = folder.resolve(name);
            Files.createDirectories(copy.toAbsolutePath().getParent());
            Files.copy(file, copy);
          }
        }
      }
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  private static void report(Described described, Progress progress) {
    Set<String> left = new TreeSet<>();
    for (String name : described.book().unmapped()) {
      left.add(name.contains(".") ? name.substring(0, name.indexOf('.')) : name);
    }
    progress.say(
        String.format(
            Locale.ROOT,
            "%,d genes, %d tensors read from %s",
            described.vocabulary().size(),
            described.book().parts().size() - described.book().unmapped().size(),
            described.weights().path()));
    if (!left.isEmpty()) {
      progress.say(
          "left out, as embedding does not need them (export writes them back): "
              + String.join(", ", left));
    }
    described.notes().forEach(note -> progress.say("note: " + note));
  }
}
