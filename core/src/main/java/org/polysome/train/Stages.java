package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.files.IoFaults;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;

/**
 * The trainings before the last one of a run that was asked for in stages: each is a run of its own
 * in {@code RUN/stages/N}, with what is to be done in {@code RUN/stages/N.yaml}, and starts from
 * the weights of the one before. The run itself is the last stage.
 */
final class Stages {

  private static final String FOLDER = "stages";
  private static final String ENDING = ".yaml";

  private final Path run;

  private Stages(Path run) {
    this.run = run;
  }

  /** The earlier stages of a run, if it has any. */
  static Stages of(Path run) {
    return new Stages(run);
  }

  /** The plans with each starting from the weights that the one before ends with. */
  static List<Plan> chained(List<Plan> plans, Path run) {
    List<Plan> chained = new ArrayList<>();
    for (Plan plan : plans) {
      Path before = folder(run).resolve(String.valueOf(chained.size())).toAbsolutePath();
      chained.add(chained.isEmpty() ? plan : plan.startingFrom(before));
    }
    return chained;
  }

  /** Writes what is to be done into the folder of a new run. */
  static void write(Path run, List<Plan> earlier) throws IOException {
    if (earlier.isEmpty()) {
      return;
    }
    Files.createDirectory(folder(run));
    for (int i = 0; i < earlier.size(); i++) {
      RunFolder.write(folder(run).resolve((i + 1) + ENDING), Config.text(earlier.get(i)));
    }
  }

  /** Trains, or goes on with, every stage that has not ended. */
  void train(List<String> command, Progress progress) {
    int last = count();
    for (int stage = 1; stage <= last; stage++) {
      Path folder = folder(run).resolve(String.valueOf(stage));
      if (Files.exists(folder)) {
        goOn(folder, progress);
        continue;
      }
      progress.say("stage %d of %d: %s".formatted(stage, last + 1, folder));
      Path yaml = folder(run).resolve(stage + ENDING);
      Plan plan = Config.bind(YamlReader.read(RunFolder.read(yaml), yaml.toString()), Plan.class);
      Pretraining.start(plan, new Pretraining.Target(folder, false, command), progress);
    }
    if (last > 0) {
      progress.say("stage %d of %d: %s".formatted(last + 1, last + 1, run));
    }
  }

  private static void goOn(Path stage, Progress progress) {
    Manifest manifest = RunFolder.manifest(stage);
    if (manifest.ended().isEmpty()) {
      Pretraining.resume(stage, progress);
    }
  }

  private int count() {
    Path folder = folder(run);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return (int) files.filter(file -> file.toString().endsWith(ENDING)).count();
    } catch (IOException e) {
      throw IoFaults.reading(folder, e);
    }
  }

  private static Path folder(Path run) {
    return run.resolve(FOLDER);
  }
}
