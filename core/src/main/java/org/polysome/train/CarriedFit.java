package org.polysome.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.GeneSelection;

/**
 * What a run that starts from another takes over of what that one has fitted to its training cells,
 * by the names of genes, and what it fits anew: each is noted once.
 *
 * <p>Medians, the genes that vary most and the largest total are part of what the weights were
 * trained to read, and are carried over. Numbers of cells that show a gene are of the cells that
 * are sampled from, and labels are of the cells that have them: they are always fitted anew, and
 * weights find their label by its name ({@link LabelTransfer}).
 */
final class CarriedFit {

  private final Optional<Earlier> earlier;
  private final Optional<GeneMatch> match;
  private final boolean carries;
  private final List<FittedPart> parts = new ArrayList<>();

  private CarriedFit(Optional<Earlier> earlier, Optional<GeneMatch> match, boolean carries) {
    this.earlier = earlier;
    this.match = match;
    this.carries = carries;
  }

  /** That of a run that starts from no other. */
  static CarriedFit none() {
    return new CarriedFit(Optional.empty(), Optional.empty(), false);
  }

  /**
   * That of a plan.
   *
   * @param earlier the run that it starts from
   * @param vocabulary the genes of its corpus
   * @throws UsageException if that run knows none of them
   */
  static CarriedFit of(Earlier earlier, Plan plan, Vocabulary vocabulary) {
    return new CarriedFit(
        Optional.of(earlier),
        Optional.of(earlier.match(plan, vocabulary)),
        plan.training().fitted().carries());
  }

  /** What became of each part, in the order they were asked for; nothing without another run. */
  List<FittedPart> parts() {
    return List.copyOf(parts);
  }

  /**
   * The genes that vary most.
   *
   * @throws UsageException if the other run selected none that the corpus has
   */
  BitSet selected(GeneSelection asked, Supplier<BitSet> own) {
    boolean alike = earlier.filter(run -> run.plan().tokenizer().genes().equals(asked)).isPresent();
    Optional<BitSet> there = from(Fitted::selected).filter(genes -> alike);
    if (there.isEmpty()) {
      BitSet genes = own.get();
      noteAnew("selected genes", genes.cardinality(), "does not select genes by this rule");
      return genes;
    }
    BitSet genes = new BitSet();
    GeneMatch both = match.orElseThrow();
    for (int i = 0; i < both.both(); i++) {
      if (there.get().get(both.from()[i])) {
        genes.set(both.to()[i]);
      }
    }
    if (genes.isEmpty()) {
      throw new UsageException(
          "train.fitted: the corpus has none of the %d genes that %s selected; use train.fitted=anew"
              .formatted(there.get().cardinality(), name()));
    }
    noteSelected(genes.cardinality(), there.get().cardinality());
    return genes;
  }

  private void noteSelected(int carried, int there) {
    String some =
        String.format(
            Locale.ROOT,
            "%,d of %,d carried over from %s, the corpus does not have the others",
            carried,
            there,
            name());
    note(
        carried == there
            ? FittedPart.carried("selected genes", carried, name())
            : new FittedPart("selected genes", carried, 0, some));
  }

  /** The median of each gene; those of genes that the other run does not have are fitted. */
  double[] medians(int genes, Supplier<double[]> own) {
    Optional<double[]> there = from(Fitted::medians);
    if (there.isEmpty()) {
      double[] medians = own.get();
      noteAnew("medians", known(medians), "has none");
      return medians;
    }
    double[] medians = new double[genes];
    GeneMatch both = match.orElseThrow();
    for (int i = 0; i < both.both(); i++) {
      medians[both.to()[i]] = there.get()[both.from()[i]];
    }
    long carried = known(medians);
    if (carried < genes) {
      double[] fitted = own.get();
      for (int gene = 0; gene < genes; gene++) {
        medians[gene] = medians[gene] > 0 ? medians[gene] : fitted[gene];
      }
    }
    long anew = known(medians) - carried;
    note(
        anew == 0
            ? FittedPart.carried("medians", carried, name())
            : FittedPart.mixed("medians", carried, anew, name()));
    return medians;
  }

  private static long known(double[] medians) {
    return Arrays.stream(medians).filter(median -> median > 0).count();
  }

  /** The largest total of a cell. */
  double targetDepth(Supplier<Double> own) {
    Optional<Double> there = from(Fitted::targetDepth);
    if (there.isEmpty()) {
      double depth = own.get();
      noteAnew("target depth", 1, "has none");
      return depth;
    }
    note(FittedPart.carried("target depth", 1, name()));
    return there.get();
  }

  /** In how many cells each gene shows. */
  double[] frequencies(Supplier<double[]> own) {
    double[] frequencies = own.get();
    earlier.ifPresent(
        run ->
            note(
                FittedPart.anew(
                    "frequencies of genes",
                    frequencies.length,
                    "they are of the cells that genes are sampled in")));
    return frequencies;
  }

  /** Notes what became of the labels of each column. */
  void labels(Map<String, LabelDictionary> now) {
    earlier.ifPresent(run -> now.forEach((column, labels) -> note(of(column, labels, run))));
  }

  private static FittedPart of(String column, LabelDictionary labels, Earlier run) {
    Set<String> there =
        Optional.ofNullable(run.labels().get(column))
            .map(known -> (Set<String>) new HashSet<>(known.classes()))
            .orElse(Set.of());
    long both = labels.classes().stream().filter(there::contains).count();
    return new FittedPart(
        "labels of '" + column + "'",
        0,
        labels.classes().size(),
        "the %d of the training cells; %d of them are known to %s by the same name, which knows %d"
            .formatted(labels.classes().size(), both, run.name(), there.size()));
  }

  private <T> Optional<T> from(Function<Fitted, Optional<T>> part) {
    return earlier.filter(run -> carries).map(Earlier::fitted).flatMap(part);
  }

  /** Notes what was not carried over, and why: because the plan says so, or the other run. */
  private void noteAnew(String part, long count, String why) {
    earlier.ifPresent(
        run ->
            note(
                FittedPart.anew(
                    part, count, carries ? run.name() + " " + why : "train.fitted says so")));
  }

  private void note(FittedPart part) {
    parts.add(part);
  }

  private String name() {
    return earlier.orElseThrow().name();
  }
}
