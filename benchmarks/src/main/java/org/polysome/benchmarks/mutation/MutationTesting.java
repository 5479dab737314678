package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;

/**
 * Mutates one package, runs its tests on every mutant and prints how many were killed. Ends with
 * status 1 if the score is under the package's threshold, if more than {@value #MOST_EXPLAINED} %
 * are explained, or if an explanation is about no survivor.
 */
final class MutationTesting {

  private static final double MOST_EXPLAINED = 3;

  private final Path home;
  private final Path work;
  private final MeasuredPackage target;
  private final Pit pit;

  private final boolean own;

  private MutationTesting(Path home, Path frozen, String name, boolean own) throws IOException {
    this.home = home;
    this.own = own;
    target = MeasuredPackage.find(home.resolve("benchmarks/src/mutation/packages.txt"), name);
    work = home.resolve("benchmarks/target/mutation").resolve(own ? name + ".own" : name);
    pit = new Pit(home, frozen);
  }

  /** Runs it: the project's folder, the folder of frozen classes, the package, "own" or nothing. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      List<String> given = List.of(arguments);
      boolean own = given.size() == 4 && given.getLast().equals("own");
      if (given.size() != 3 && !own) {
        throw new UsageException("usage: benchmarks/mutation PACKAGE [own], such as metric.probe");
      }
      List<String> faults =
          new MutationTesting(Path.of(given.get(0)), Path.of(given.get(1)), given.get(2), own)
              .run();
      faults.forEach(fault -> System.err.println("mutation: " + fault));
      System.exit(faults.isEmpty() ? 0 : 1);
    } catch (PolysomeException fault) {
      System.err.println("mutation: " + fault.getMessage());
      System.exit(fault.exitStatus());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private List<String> run() throws IOException, InterruptedException {
    PlantedMutants.check(planted());
    List<Mutant> mutants = measured();
    Explanations explanations =
        Explanations.read(home.resolve("benchmarks/src/mutation/explained.txt"));
    System.out.print(table(mutants, explanations));
    Path survivors = work.resolve("survivors.txt");
    Files.writeString(survivors, survivors(mutants, explanations));
    System.out.println("\nsurvivors, and where they stand: " + home.relativize(survivors));
    return faults(Tally.of(mutants, explanations), explanations.outdated(mutants));
  }

  /** Never from history: the check is about this run's tests. */
  private List<Mutant> planted() throws IOException, InterruptedException {
    String type = Planted.class.getName();
    Path output = work.resolve("planted");
    pit.run(new Pit.Scope(type, "", type + "Test", ""), output, Optional.empty());
    return report(output, "benchmarks/src/main/java");
  }

  private List<Mutant> measured() throws IOException, InterruptedException {
    Path history = work.resolve("history");
    String without = own ? target.below() : "";
    pit.run(
        new Pit.Scope(
            target.classes(), without, target.testClasses(), target.testClassesLeftOut(own)),
        work,
        Optional.of(history));
    List<Mutant> mutants = report(work, "core/src/main/java");
    if (mutants.isEmpty()) {
      throw new UsageException("no code to mutate in org.polysome." + target.name());
    }
    return mutants;
  }

  private List<Mutant> report(Path output, String sources) throws IOException {
    Path file = output.resolve("mutations.xml");
    if (!Files.exists(file)) {
      throw new EnvironmentException("PITest wrote no " + file + "; see its log beside it");
    }
    return MutationReport.read(file, home.resolve(sources)).mutants();
  }

  private String table(List<Mutant> mutants, Explanations explanations) {
    StringBuilder text = new StringBuilder(Tally.head());
    var homes =
        mutants.stream()
            .collect(Collectors.groupingBy(Mutant::home, TreeMap::new, Collectors.toList()));
    if (homes.size() > 1) {
      homes.forEach(
          (name, own) ->
              text.append(
                  Tally.of(own, explanations).row(name.substring(MeasuredPackage.ROOT.length()))));
    }
    String name = homes.size() > 1 ? "**" + target.name() + ", all**" : target.name();
    name = own ? target.name() + ", its own classes" : name;
    return text.append(Tally.of(mutants, explanations).row(name)).toString();
  }

  /**
   * One line each: what became of it, whether it is explained, where, and the columns to explain
   * it.
   */
  private static String survivors(List<Mutant> mutants, Explanations explanations) {
    return mutants.stream()
        .filter(mutant -> !mutant.isKilled())
        .map(
            mutant ->
                String.join(
                        "\t",
                        mutant.fate().name().toLowerCase(Locale.ROOT),
                        explanations.cover(mutant) ? "explained" : "open",
                        Integer.toString(mutant.line()),
                        mutant.identity())
                    + "\n")
        .collect(Collectors.joining());
  }

  private List<String> faults(Tally tally, List<String> outdated) {
    List<String> faults = new ArrayList<>();
    if (tally.score() < target.threshold()) {
      faults.add(
          String.format(
              Locale.ROOT,
              "%s: %.2f %% killed, at least %.2f %% are asked for",
              target.name(),
              tally.score(),
              target.threshold()));
    }
    if (tally.explainedShare() > MOST_EXPLAINED) {
      faults.add(
          String.format(
              Locale.ROOT,
              "%s: %.2f %% are explained, at most %.0f %% may be",
              target.name(),
              tally.explainedShare(),
              MOST_EXPLAINED));
    }
    outdated.forEach(line -> faults.add("explained, and no survivor: " + line));
    return faults;
  }
}
