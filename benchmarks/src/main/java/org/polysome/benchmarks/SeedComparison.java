package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.polysome.benchmarks.SeedFolder.Key;
import org.polysome.fault.DataException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.suite.ResultRow;

/**
 * Pretrained models beside their own random weights over several seeds of pretraining, from the
 * folders in which {@code polysome benchmark annotation} judged one run each.
 *
 * @param folders one for each seed, at least one, judged alike
 */
record SeedComparison(List<SeedFolder> folders) {

  /**
   * Checks that the folders can be compared.
   *
   * @throws PolysomeException if there is none, if two judge one run, or if they judge differently
   */
  SeedComparison {
    folders = List.copyOf(folders);
    if (folders.isEmpty()) {
      throw new UsageException(
          "no folder of results is given; usage: seed-comparison RESULTS_OF_SEED_1"
              + " RESULTS_OF_SEED_2 ...");
    }
    SeedFolder first = folders.getFirst();
    Map<String, Path> runs = new HashMap<>();
    for (SeedFolder folder : folders) {
      Path other = runs.putIfAbsent(folder.run(), folder.path());
      if (other != null) {
        throw new UsageException(
            "%s and %s both judge %s: give one folder a seed"
                .formatted(other, folder.path(), folder.run()));
      }
      if (!folder.judgement().equals(first.judgement()) || !folder.keys().equals(first.keys())) {
        throw new DataException(
            "%s and %s are of other inputs, labels, splits or metrics: compare what was judged"
                    .formatted(first.path(), folder.path())
                + " alike");
      }
    }
  }

  /** Prints the comparison of the folders that are named. */
  public static void main(String[] arguments) {
    try {
      List<SeedFolder> folders = Stream.of(arguments).map(Path::of).map(SeedFolder::read).toList();
      System.out.print(SeedTable.of(new SeedComparison(folders)));
    } catch (PolysomeException fault) {
      System.err.println("seed-comparison: " + fault.getMessage());
      System.exit(fault.exitStatus());
    }
  }

  /** The scores of everything that was judged; empty where a seed has no value. */
  Map<Key, Optional<SeedScores>> scores() {
    Map<Key, Optional<SeedScores>> scores = new LinkedHashMap<>();
    folders.getFirst().keys().forEach(key -> scores.put(key, scores(key)));
    return scores;
  }

  private Optional<SeedScores> scores(Key key) {
    Optional<double[]> pretrained = values(key, SeedFolder::run);
    Optional<double[]> randomWeights = values(key, SeedFolder::untrained);
    Optional<double[]> pca = values(key, folder -> SeedFolder.PCA);
    Optional<double[]> hvg = values(key, folder -> SeedFolder.HVG);
    return Stream.of(pretrained, randomWeights, pca, hvg).allMatch(Optional::isPresent)
        ? Optional.of(
            new SeedScores(
                pretrained.orElseThrow(),
                randomWeights.orElseThrow(),
                pca.orElseThrow(),
                hvg.orElseThrow()))
        : Optional.empty();
  }

  private Optional<double[]> values(Key key, Function<SeedFolder, String> embedding) {
    List<ResultRow> rows =
        folders.stream().map(folder -> folder.row(key, embedding.apply(folder))).toList();
    return rows.stream().allMatch(row -> row.value().isPresent())
        ? Optional.of(rows.stream().mapToDouble(row -> row.value().getAsDouble()).toArray())
        : Optional.empty();
  }
}
