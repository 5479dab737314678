package org.polysome.metric.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.perturbation.relation.GenePair;
import org.polysome.metric.perturbation.relation.Ranks;
import org.polysome.metric.perturbation.relation.RelationshipRecall;
import org.polysome.metric.perturbation.relation.Relationships;
import org.polysome.metric.perturbation.relation.RowPairs;
import org.polysome.metric.perturbation.relation.Tails;

/** Alignments, consistency and relationship recall of the case {@code probes}. */
public final class PerturbationMapGolden implements GoldenCheck {

  private static final Offset<Double> CLOSE = Offset.offset(1e-10);

  @Override
  public void check(GoldenCase golden) {
    var cells =
        new PerturbedCells(
            matrix(golden, "in.X"), ints(golden, "in.pert"), ints(golden, "in.batch"), 0);
    close(BatchScaling.CENTRE.align(cells), golden, "out.center");
    PerturbedCells aligned = cells.at(BatchScaling.CENTRE_SCALE.align(cells));
    close(aligned.points(), golden, "out.centerscale");
    checkTypicalVariation(golden, cells);
    checkAggregate(golden, aligned);
    checkConsistency(golden, aligned);
    checkLeaveOneOut(golden, aligned);
    checkRecall(golden, aligned);
  }

  private static void checkTypicalVariation(GoldenCase golden, PerturbedCells cells) {
    int dims = golden.size("tvn_dims");
    DenseMatrix turned = cells.points().transposed().rows(0, dims);
    PerturbedCells few = cells.at(turned.transposed());
    int[] counts = ints(golden, "out.tvn.ncontrols");
    assertThat(few.controls()).hasSize(counts[0]);
    for (int batch = 0; batch < few.batchCodes(); batch++) {
      assertThat(few.controlsOf(batch)).hasSize(counts[batch + 1]);
    }
    DenseMatrix plain = new TypicalVariation(false).align(few);
    relative(gram(plain).values(), golden, "out.tvn_nobatch.gram");
    relative(Arrays.stream(plain.values()).map(Math::abs).toArray(), golden, "out.tvn_nobatch.abs");
    DenseMatrix gram = gram(new TypicalVariation(true).align(few));
    relative(gram.values(), golden, "out.tvn.gram");
    double[] norms =
        IntStream.range(0, gram.rows()).mapToDouble(i -> Math.sqrt(gram.get(i, i))).toArray();
    relative(norms, golden, "out.tvn.norms");
  }

  private static void checkAggregate(GoldenCase golden, PerturbedCells cells) {
    Profiles profiles = Profiles.of(cells, Profiles.Summary.MEAN);
    int[] order = ints(golden, "out.aggregate.pert");
    int[] rows =
        IntStream.of(order).map(p -> Arrays.binarySearch(profiles.perturbations(), p)).toArray();
    assertThat(profiles.perturbations()).containsExactlyInAnyOrder(order);
    close(profiles.vectors().select(rows), golden, "out.aggregate");
  }

  private static void checkConsistency(GoldenCase golden, PerturbedCells cells) {
    int[] nulls = ints(golden, "in.null_perts");
    SignificanceTable table = PerturbationConsistency.of(Flavor.TX_EVALUATION).test(cells, nulls);
    checkTable(golden, table, "out.cons");
    checkNumbers(table.against().values(), doubles(golden, "out.cons.null_sorted"));
    int[] odd = IntStream.range(0, cells.perturbationCodes()).filter(p -> p % 2 == 1).toArray();
    checkTable(
        golden, PerturbationConsistency.of(Flavor.TX_EVALUATION).test(cells, odd), "out.cons2");
    checkNumbers(
        numbers(PerturbationConsistency.of(Flavor.EFAAR).test(cells, odd), Tested::p),
        doubles(golden, "out.cons2.p_efaar"));
  }

  private static void checkTable(GoldenCase golden, SignificanceTable table, String name) {
    assertThat(table.perturbations().stream().mapToInt(Tested::perturbation).toArray())
        .containsExactly(ints(golden, name + ".pert"));
    checkNumbers(numbers(table, Tested::statistic), doubles(golden, name + ".value"));
    checkNumbers(numbers(table, Tested::p), doubles(golden, name + ".p"));
    double share = table.shareAtMost(PerturbationConsistency.LEVEL).value().orElseThrow();
    assertThat(Math.round(share * 1000) / 10.0).isEqualTo(doubles(golden, name + ".score")[0]);
  }

  private static void checkLeaveOneOut(GoldenCase golden, PerturbedCells cells) {
    int[] drawn = ints(golden, "in.rand_null_idx");
    int codes = golden.size("perts");
    int[] kept =
        IntStream.range(0, drawn.length / 2)
            .filter(i -> drawn[2 * i + 1] % codes != cells.control())
            .toArray();
    var pairs =
        new LeaveOneOutConsistency.Pairs(
            IntStream.of(kept).map(i -> drawn[2 * i]).toArray(),
            IntStream.of(kept).map(i -> drawn[2 * i + 1] % codes).toArray());
    SignificanceTable table = new LeaveOneOutConsistency(pairs).test(cells);
    checkNumbers(table.against().values(), doubles(golden, "out.txfmcons.null_sorted"));
    checkNumbers(numbers(table, Tested::statistic), doubles(golden, "out.txfmcons.stat"));
    checkNumbers(numbers(table, Tested::p), doubles(golden, "out.txfmcons.p"));
    assertThat(table.shareBelow(0.05).value().orElseThrow())
        .isCloseTo(doubles(golden, "out.txfmcons.share_p_lt_0.05")[0], CLOSE);
  }

  private static void checkRecall(GoldenCase golden, PerturbedCells cells) {
    Profiles profiles = Profiles.of(cells, Profiles.Summary.MEAN);
    List<String> names = IntStream.of(profiles.perturbations()).mapToObj(p -> "P" + p).toList();
    Set<GenePair> known = pairs(ints(golden, "in.pairs"));
    RowPairs present = new Relationships("known", known).in(names);
    Set<GenePair> found = new HashSet<>();
    for (int i = 0; i < present.size(); i++) {
      found.add(new GenePair(names.get(present.first()[i]), names.get(present.second()[i])));
    }
    assertThat(found).isEqualTo(pairs(ints(golden, "out.recall.pairs_used")));
    Ranks ranks = RelationshipRecall.rank(profiles.vectors(), List.of(present)).getFirst();
    int[] sizes = ints(golden, "out.recall.null_size");
    assertThat(ranks.nulls()).isEqualTo(sizes[0]);
    assertThat(ranks.size()).isEqualTo(sizes[1]);
    double[] lows = {0.05, 0.1, 0.2};
    double[] highs = {0.95, 0.9, 0.8};
    double[] recalls = new double[lows.length];
    for (int i = 0; i < lows.length; i++) {
      recalls[i] = ranks.recall(new Tails.Both(lows[i], highs[i])).value().orElseThrow();
    }
    checkNumbers(recalls, doubles(golden, "out.recall"));
  }

  private static Set<GenePair> pairs(int[] codes) {
    Set<GenePair> pairs = new HashSet<>();
    for (int i = 0; i < codes.length; i += 2) {
      if (codes[i] != codes[i + 1]) {
        pairs.add(new GenePair("P" + codes[i], "P" + codes[i + 1]));
      }
    }
    return pairs;
  }

  private static double[] numbers(SignificanceTable table, Function<Tested, Measurement> part) {
    return table.perturbations().stream()
        .mapToDouble(one -> part.apply(one).value().orElse(Double.NaN))
        .toArray();
  }

  private static void close(DenseMatrix found, GoldenCase golden, String name) {
    checkNumbers(found.values(), doubles(golden, name));
  }

  /** The case writes NaN where there is no value. */
  private static void checkNumbers(double[] found, double[] expected) {
    double largest =
        Arrays.stream(expected).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    assertThat(found).containsExactly(expected, Offset.offset(1e-10 * Math.max(1, largest)));
  }

  private static void relative(double[] found, GoldenCase golden, String name) {
    double[] expected = doubles(golden, name);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(found).as(name).containsExactly(expected, Offset.offset(1e-6 * largest));
  }

  private static DenseMatrix gram(DenseMatrix rows) {
    return MatrixProduct.multiply(rows, rows.transposed());
  }

  private static DenseMatrix matrix(GoldenCase golden, String name) {
    long[] shape = golden.tensor(name).shape();
    return new DenseMatrix((int) shape[0], (int) shape[1], doubles(golden, name));
  }

  private static double[] doubles(GoldenCase golden, String name) {
    return golden.tensor(name).toDoubles();
  }

  private static int[] ints(GoldenCase golden, String name) {
    return Arrays.stream(golden.tensor(name).toLongs()).mapToInt(Math::toIntExact).toArray();
  }
}
