package org.polysome.suite.grid;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.fault.UsageException;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.train.embed.EmbedRequest;

/**
 * How the runs of a grid are judged, and what is shown of that: {@code judge} of an experiment. A
 * recipe says what its paper does; the cells are the user's.
 *
 * @param input files of cells; none, and nothing is judged
 * @param label the {@code obs} column of labels, or of perturbations
 * @param batch the {@code obs} column of experimental batches
 * @param control the perturbation of the cells to which nothing was done
 * @param relationships files or folders of known pairs of genes
 * @param counts which counts of the files
 * @param baselines what is judged beside, once
 * @param seeds how often what is random in a suite is repeated
 * @param suites by which the runs are judged
 * @param readings the ways in which each run reads cells; none means as in training
 * @param show the tables and figures
 */
public record Judging(
    @OneOrMore @Default("[]") List<Path> input,
    Optional<String> label,
    Optional<String> batch,
    Optional<String> control,
    @OneOrMore @Default("[]") List<Path> relationships,
    EmbedRequest.CountsOptions counts,
    @Default("fast") Baselines baselines,
    @Default("5") int seeds,
    @Default("[]") List<GridSuite> suites,
    @Default("[]") List<Reading> readings,
    @Default("{}") Exhibits show) {

  /** Copies the lists, and checks that names tell suites and readings apart. */
  public Judging {
    input = List.copyOf(input);
    relationships = List.copyOf(relationships);
    suites = List.copyOf(suites);
    readings = List.copyOf(readings);
    if (seeds < 1) {
      throw new UsageException("seeds: " + seeds + " is not at least 1");
    }
    requireDistinct("suites", suites.stream().map(GridSuite::name));
    requireDistinct("readings", readings.stream().map(Reading::name));
  }

  private static void requireDistinct(String key, Stream<String> names) {
    List<String> all = names.toList();
    if (all.stream().distinct().count() < all.size()) {
      throw new UsageException(key + ": two of them have one name: " + String.join(", ", all));
    }
  }

  /** The ways in which each run reads cells, at least one. */
  public List<Reading> ways() {
    return readings.isEmpty() ? List.of(Reading.AS_TRAINED) : readings;
  }

  /** The suites for which everything that they need is given. */
  public List<GridSuite> possible() {
    return suites.stream().filter(suite -> suite.missing(this).isEmpty()).toList();
  }

  /** A sentence about each suite that is left out, and what it needs. */
  public List<String> leftOut() {
    return suites.stream()
        .filter(suite -> !suite.missing(this).isEmpty())
        .map(
            suite ->
                "%s is left out: give it %s"
                    .formatted(suite.name(), String.join(" and ", suite.missing(this))))
        .toList();
  }

  /**
   * Checks that cells are there and that at least one suite can judge them.
   *
   * @throws UsageException if not
   */
  public void requireSomething() {
    for (Path file : input) {
      if (!file.toFile().exists()) {
        throw new UsageException("judge.input: %s does not exist".formatted(file));
      }
    }
    if (possible().isEmpty()) {
      throw new UsageException(
          suites.isEmpty()
              ? "judge.suites names no suite by which runs are judged"
              : "judge: no suite can judge: " + String.join("; ", leftOut()));
    }
  }

  /** What suites are told, for embeddings of runs alone. */
  BenchmarkSettings settings() {
    return new BenchmarkSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of()),
        Baselines.NONE,
        counts.layer(),
        Optional.empty(),
        seeds,
        0);
  }
}
