package org.polysome.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which embeddings of one input are shown at once. Of many checkpoints or layers of a run these are
 * the first, the best and the last; of everything else, all.
 *
 * @param folded the names of those that are shown on request only
 * @param judgedBy the metric that says which is the best, empty where nothing is folded
 */
public record Highlights(Set<String> folded, String judgedBy) {

  /** Of so many checkpoints or layers of one run all are shown. */
  private static final int FEW = 4;

  /** As {@link RunPoint#of} names a model, and a part of it behind. */
  private static final Pattern POINT =
      Pattern.compile("(.+?)(?:@step-(\\d+))?(?:/layer-(\\d+))?(/[^/]+)?");

  /** Copies the names. */
  public Highlights {
    folded = Set.copyOf(folded);
  }

  /** Of the numbers found on one input, the first of them being those that count most. */
  public static Highlights of(List<ResultRow> rows) {
    Map<String, List<Place>> sweeps = new LinkedHashMap<>();
    rows.stream()
        .map(ResultRow::embedding)
        .distinct()
        .forEach(
            name ->
                Place.of(name)
                    .ifPresent(
                        place ->
                            sweeps
                                .computeIfAbsent(place.sweep, unused -> new ArrayList<>())
                                .add(place)));
    sweeps.values().removeIf(places -> places.size() <= FEW);
    Set<String> folded = new HashSet<>();
    String judgedBy = "";
    for (List<Place> places : sweeps.values()) {
      Set<String> names = new HashSet<>(places.stream().map(Place::name).toList());
      List<ResultRow> valued =
          rows.stream()
              .filter(row -> names.contains(row.embedding()) && row.value().isPresent())
              .toList();
      if (!valued.isEmpty()) {
        judgedBy = Suites.metric(valued.getFirst().metric()).title();
        names.remove(best(valued));
      }
      names.remove(places.stream().min(Place.ORDER).orElseThrow().name);
      names.remove(places.stream().max(Place.ORDER).orElseThrow().name);
      folded.addAll(names);
    }
    return new Highlights(folded, judgedBy);
  }

  /** The embedding with the best value of the first metric, of equal ones the first. */
  private static String best(List<ResultRow> valued) {
    ResultRow.Kind kind = valued.getFirst().kind();
    double sign = -Suites.metric(kind.metric()).direction().sign();
    return valued.stream()
        .filter(row -> row.kind().equals(kind))
        .min(Comparator.comparingDouble(row -> sign * row.value().orElseThrow()))
        .orElseThrow()
        .embedding();
  }

  /** Whether an embedding is shown at once. */
  public boolean shows(String embedding) {
    return !folded.contains(embedding);
  }

  /**
   * Where a model is along its run.
   *
   * @param name of its embedding
   * @param sweep what it has in common with others of its run
   * @param step of its checkpoint, -1 where that is not said
   * @param layer it is pooled after, -1 where that is not said
   */
  private record Place(String name, String sweep, long step, long layer) {

    private static final long UNSAID = -1;

    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::step).thenComparingLong(Place::layer);

    static Optional<Place> of(String name) {
      Matcher matcher = POINT.matcher(name);
      boolean found = matcher.matches();
      Optional<Long> step = found ? number(matcher.group(2)) : Optional.empty();
      Optional<Long> layer = found ? number(matcher.group(3)) : Optional.empty();
      if (step.isEmpty() && layer.isEmpty()) {
        return Optional.empty();
      }
      String part = Optional.ofNullable(matcher.group(4)).orElse("");
      return Optional.of(
          new Place(name, matcher.group(1) + part, step.orElse(UNSAID), layer.orElse(UNSAID)));
    }

    private static Optional<Long> number(@Nullable String digits) {
      return Optional.ofNullable(digits).map(Long::valueOf);
    }
  }
}
