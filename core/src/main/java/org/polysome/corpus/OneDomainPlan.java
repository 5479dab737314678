package org.polysome.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.polysome.fault.DataException;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Every cell once per epoch, or as often as its weight says, and all cells of a batch from one
 * domain, such as one experimental batch: for domain-specific batch norm. Within a domain the
 * batches are those of a {@link ShuffledPlan} of its own; those of all domains come in random
 * order. Immutable but for a cache of the last epoch's order; safe for use by many threads.
 */
public final class OneDomainPlan implements BatchPlan {

  private static final long ORDER = Seeds.of("order of domains");
  private static final long DOMAIN = Seeds.of("domain");

  private final List<ShuffledPlan> domains;
  private final int[] domainOfStep;
  private final long seed;
  private volatile Epoch last = new Epoch(-1, new int[0], new int[0]);

  /** For each step of an epoch, the domain and the number of its batch within the domain. */
  private record Epoch(long number, int[] domains, int[] batches) {}

  /**
   * A plan.
   *
   * @param rows the corpus rows to train on
   * @param domain the domain of a corpus row
   * @param length the number of tokens of a corpus row
   * @param cut how the batches of a domain are cut
   * @param seed seed of the run
   * @throws DataException if there are no rows
   */
  public OneDomainPlan(
      int[] rows,
      IntUnaryOperator domain,
      IntUnaryOperator length,
      ShuffledPlan.Cut cut,
      long seed) {
    this(EpochCells.once(rows), domain, length, cut, seed);
  }

  /**
   * A plan by weights.
   *
   * @param cells the cells of each epoch
   * @param domain the domain of a corpus row
   * @param length the number of tokens of a row, be it the first or a further one of its cell
   * @param cut how the batches of a domain are cut
   * @param seed seed of the run
   * @throws DataException if there are no cells
   */
  public OneDomainPlan(
      EpochCells cells,
      IntUnaryOperator domain,
      IntUnaryOperator length,
      ShuffledPlan.Cut cut,
      long seed) {
    if (cells.size() == 0) {
      throw new DataException(
          "no cells are left to train on; check data.select and data.validation");
    }
    this.seed = seed;
    this.domains =
        cells.byDomain(domain).entrySet().stream()
            .map(
                entry ->
                    new ShuffledPlan(
                        entry.getValue(), length, cut, Seeds.of(seed, DOMAIN, entry.getKey())))
            .toList();
    this.domainOfStep =
        IntStream.range(0, domains.size())
            .flatMap(
                index -> IntStream.generate(() -> index).limit(domains.get(index).stepsPerEpoch()))
            .toArray();
  }

  @Override
  public long stepsPerEpoch() {
    return domainOfStep.length;
  }

  @Override
  public int[] rows(long step) {
    Epoch epoch = last;
    if (epoch.number() != epoch(step)) {
      epoch = order(epoch(step));
      last = epoch;
    }
    int inEpoch = (int) (step % stepsPerEpoch());
    ShuffledPlan domain = domains.get(epoch.domains()[inEpoch]);
    return domain.rows(epoch.number() * domain.stepsPerEpoch() + epoch.batches()[inEpoch]);
  }

  /** A domain's batches come in their own order, so that its windows are worked out once. */
  private Epoch order(long number) {
    Permutation shuffled = new Permutation(domainOfStep.length, Seeds.of(seed, ORDER, number));
    int[] chosen = new int[domainOfStep.length];
    Arrays.setAll(chosen, step -> domainOfStep[(int) shuffled.at(step)]);
    int[] batches = new int[chosen.length];
    int[] next = new int[domains.size()];
    for (int step = 0; step < chosen.length; step++) {
      batches[step] = next[chosen[step]]++;
    }
    return new Epoch(number, chosen, batches);
  }
}
