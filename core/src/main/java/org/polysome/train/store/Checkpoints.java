package org.polysome.train.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.FileTree;
import org.polysome.files.IoFaults;

/**
 * The checkpoints of a run: folders {@code step-N}, and the one-line files {@code best} and {@code
 * last} that name one of them. A checkpoint appears whole or not at all, and a pointer moves only
 * after the folder it names is on the disk.
 *
 * @param folder {@code RUN/checkpoints}
 */
public record Checkpoints(Path folder) {

  /** The pointer to the checkpoint with the lowest validation loss. */
  public static final String BEST = "best";

  /** The pointer to the checkpoint with the most steps. */
  public static final String LAST = "last";

  /** The file of a checkpoint that is there when it is whole. */
  public static final String STATE = "state.json";

  private static final Pattern NAME = Pattern.compile("step-(\\d{1,18})");

  /** The checkpoints of a run folder. */
  public static Checkpoints of(Path run) {
    return new Checkpoints(run.resolve("checkpoints"));
  }

  /**
   * Writes a checkpoint and points {@code last} to it.
   *
   * @param writer writes the files into a folder that becomes {@code step-N} when it returns
   */
  public void write(long step, Consumer<Path> writer) {
    try (AtomicOutput output = AtomicOutput.folder(of(step), true, STATE)) {
      writer.accept(output.path());
      output.commit();
    }
    point(LAST, step);
  }

  /** Makes a pointer name a checkpoint. */
  public void point(String pointer, long step) {
    AtomicOutput.replace(folder.resolve(pointer), of(step).getFileName() + "\n");
  }

  /** The step that a pointer names, if the pointer is there. */
  public Optional<Long> pointed(String pointer) {
    Path file = folder.resolve(pointer);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String name = Files.readString(file).strip();
      return Optional.of(
          step(name).orElseThrow(() -> new DataException(file + " names no checkpoint: " + name)));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /**
   * The folder of the checkpoint that a user names.
   *
   * @param name {@code best}, {@code last} or {@code step-N}
   * @throws UsageException if there is none of that name, listing those that are there
   */
  public Path named(String name) {
    Optional<Long> step = name.equals(BEST) || name.equals(LAST) ? pointed(name) : step(name);
    return step.map(this::of)
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no checkpoint '%s'; there are: %s"
                        .formatted(folder, name, String.join(", ", names()))));
  }

  /**
   * Deletes all but the latest checkpoints, the best one and some others, and what a killed process
   * left unfinished.
   *
   * @param keep how many of the latest stay
   * @param others steps whose checkpoints stay
   */
  public void prune(int keep, List<Long> others) {
    List<Long> steps = steps();
    Optional<Long> best = pointed(BEST);
    for (Long step : steps.subList(0, Math.max(0, steps.size() - keep))) {
      if (!best.equals(Optional.of(step)) && !others.contains(step)) {
        delete(of(step));
      }
    }
  }

  /** Deletes what a killed process left unfinished, and checkpoints after a step. */
  public void cutAfter(long step) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(path -> path.getFileName().toString().startsWith(".")).forEach(this::delete);
    } catch (IOException e) {
      throw IoFaults.reading(folder, e);
    }
    steps().stream().filter(later -> later > step).forEach(later -> delete(of(later)));
  }

  /** The folder of the checkpoint after so many steps. */
  public Path of(long step) {
    return folder.resolve("step-" + step);
  }

  /** The steps of the checkpoints that are there, ascending. */
  public List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .flatMap(path -> step(path.getFileName().toString()).stream())
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(folder, e);
    }
  }

  private List<String> names() {
    Stream<String> pointers =
        Stream.of(BEST, LAST).filter(pointer -> Files.exists(folder.resolve(pointer)));
    return Stream.concat(pointers, steps().stream().map(step -> "step-" + step)).toList();
  }

  private static Optional<Long> step(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  /** Renames before deleting, so that a half-deleted checkpoint never passes for a whole one. */
  private void delete(Path path) {
    Path doomed = path.resolveSibling(".deleted-" + path.getFileName());
    try {
      FileTree.delete(Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }
}
