package org.polysome.suite.perturbation;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.random.Seeds;

/**
 * A division of a screen by batches and perturbations, as Tx-Evaluation (Bendidi et al. 2024)
 * divides it. Controls go with their batch. Places are ascending.
 *
 * @param train 70 % of the perturbations in 70 % of the batches
 * @param known the same perturbations in the other batches: probes are tested there. Perturbations
 *     that the train cells lack are left out
 * @param unseen the other perturbations in the other batches, and these batches' controls: decoders
 *     are tested there. Batches that lack either are left out
 */
record ScreenSplit(int[] train, int[] known, int[] unseen) {

  static final double TRAIN_SHARE = 0.7;

  private static final long BATCHES = Seeds.of("screen split, batches");
  private static final long PERTURBATIONS = Seeds.of("screen split, perturbations");

  /** What is drawn follows from the seed and the names alone. */
  static ScreenSplit of(PerturbedCells cells, Design design, long seed) {
    boolean[] batch = drawn(design.batchNames(), Seeds.of(seed, BATCHES), code -> true);
    boolean[] learnt =
        drawn(
            design.perturbations(),
            Seeds.of(seed, PERTURBATIONS),
            code -> code != design.control());
    learnt[design.control()] = true;
    int[] train = places(cells, i -> batch[cells.batches()[i]] && learnt[cells.perturbations()[i]]);
    boolean[] inTrain = new boolean[learnt.length];
    IntStream.of(train).forEach(i -> inTrain[cells.perturbations()[i]] = true);
    int[] known =
        places(cells, i -> !batch[cells.batches()[i]] && inTrain[cells.perturbations()[i]]);
    return new ScreenSplit(train, known, unseen(cells, batch, learnt));
  }

  private static int[] unseen(PerturbedCells cells, boolean[] batch, boolean[] learnt) {
    boolean[] withControl = new boolean[batch.length];
    boolean[] withPerturbed = new boolean[batch.length];
    for (int i = 0; i < cells.batches().length; i++) {
      int perturbation = cells.perturbations()[i];
      withControl[cells.batches()[i]] |= perturbation == cells.control();
      withPerturbed[cells.batches()[i]] |= !learnt[perturbation];
    }
    return places(
        cells,
        i -> {
          int own = cells.batches()[i];
          int perturbation = cells.perturbations()[i];
          return !batch[own]
              && withControl[own]
              && withPerturbed[own]
              && (perturbation == cells.control() || !learnt[perturbation]);
        });
  }

  private static int[] places(PerturbedCells cells, IntPredicate chosen) {
    return IntStream.range(0, cells.batches().length).filter(chosen).toArray();
  }

  /** Marks the share of the codes for training, at least one; of two or more not all. */
  private static boolean[] drawn(List<String> names, long seed, IntPredicate counted) {
    int[] order =
        IntStream.range(0, names.size())
            .filter(counted)
            .boxed()
            .sorted(Comparator.comparingLong(code -> Seeds.of(seed, Seeds.of(names.get(code)))))
            .mapToInt(Integer::intValue)
            .toArray();
    int most = Math.max(1, order.length - 1);
    int count = Math.min(order.length, Math.clamp(Math.round(TRAIN_SHARE * order.length), 1, most));
    boolean[] marked = new boolean[names.size()];
    IntStream.of(order).limit(count).forEach(code -> marked[code] = true);
    return marked;
  }
}
