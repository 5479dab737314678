package org.polysome.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.fault.UsageException;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Which cells an epoch has, each as often as its weight says: so many whole times, and some drawn
 * anew for each epoch for the rest, always equally many. A cell that comes again has the row {@code
 * row + n * cells} ({@link Repeats}).
 */
public final class EpochCells {

  private static final long DRAWN = Seeds.of("cells of an epoch by weight");

  private final List<Part> parts;
  private final int cells;
  private final int size;

  /**
   * Cells of one weight.
   *
   * @param rows corpus rows
   * @param weight how often each comes in an epoch, above 0
   */
  public record Part(int[] rows, double weight) {

    private int whole() {
      return (int) Math.floor(weight);
    }

    /** How many cells come once more than the others; at least one, so that none is never seen. */
    private int drawn() {
      double rest = weight - whole();
      return rest == 0 || rows.length == 0
          ? 0
          : (int) Math.clamp(Math.round(rest * rows.length), 1, rows.length);
    }

    private long size() {
      return (long) whole() * rows.length + drawn();
    }
  }

  /**
   * Cells by weight.
   *
   * @param parts cells of each weight
   * @param cells the number of rows there are in all
   * @throws UsageException if an epoch would have more cells than fit into one list
   */
  public EpochCells(List<Part> parts, int cells) {
    this.parts = List.copyOf(parts);
    this.cells = cells;
    long all = parts.stream().mapToLong(Part::size).sum();
    double last = parts.stream().mapToDouble(Part::weight).map(Math::ceil).max().orElse(0) * cells;
    if (Math.max(all, last) > Integer.MAX_VALUE - 8) {
      throw new UsageException("data.corpus: the weights make an epoch too long; lower them all");
    }
    this.size = (int) all;
  }

  /** Each of these rows once. */
  public static EpochCells once(int[] rows) {
    return new EpochCells(List.of(new Part(rows.clone(), 1)), 0);
  }

  /** Number of cells of every epoch. */
  public int size() {
    return size;
  }

  /** The row at each place of an epoch, in no order that means anything. */
  IntUnaryOperator of(long seed, long epoch) {
    int[] starts = new int[parts.size() + 1];
    List<IntUnaryOperator> places = new ArrayList<>();
    for (int number = 0; number < parts.size(); number++) {
      Part part = parts.get(number);
      starts[number + 1] = starts[number] + (int) part.size();
      Permutation drawn = new Permutation(part.rows().length, Seeds.of(seed, DRAWN, number, epoch));
      places.add(place -> row(part, drawn, place));
    }
    return place -> {
      int number = 0;
      while (place >= starts[number + 1]) {
        number++;
      }
      return places.get(number).applyAsInt(place - starts[number]);
    };
  }

  private int row(Part part, Permutation drawn, int place) {
    int[] rows = part.rows();
    int time = place / rows.length;
    int within = place % rows.length;
    return rows[time < part.whole() ? within : (int) drawn.at(within)] + time * cells;
  }

  /** The cells of each domain, with the weights they have here. */
  Map<Integer, EpochCells> byDomain(IntUnaryOperator domain) {
    Map<Integer, List<IntStream.Builder>> rows = new TreeMap<>();
    for (int number = 0; number < parts.size(); number++) {
      for (int row : parts.get(number).rows()) {
        rows.computeIfAbsent(domain.applyAsInt(row), code -> builders()).get(number).add(row);
      }
    }
    Map<Integer, EpochCells> groups = new TreeMap<>();
    rows.forEach((code, ofParts) -> groups.put(code, new EpochCells(weighted(ofParts), cells)));
    return groups;
  }

  private List<IntStream.Builder> builders() {
    return Stream.generate(IntStream::builder).limit(parts.size()).toList();
  }

  private List<Part> weighted(List<IntStream.Builder> rows) {
    return IntStream.range(0, parts.size())
        .mapToObj(
            number -> new Part(rows.get(number).build().toArray(), parts.get(number).weight()))
        .toList();
  }
}
