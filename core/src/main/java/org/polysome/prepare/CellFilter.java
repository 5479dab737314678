package org.polysome.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * Limits on cells, applied to the matrix as it was measured, before genes are aligned. A limit that
 * is absent does not limit.
 *
 * @param minCounts fewest counts of a cell
 * @param maxCounts most counts of a cell
 * @param minGenes fewest genes seen in a cell
 * @param maxGenes most genes seen in a cell
 * @param maxMitochondrial highest share of a cell's counts on mitochondrial genes (those named MT-
 *     or mt-), from 0 to 1
 * @param maxRibosomal highest share of a cell's counts on genes of ribosomal proteins (those named
 *     RPS or RPL, Rps or Rpl), from 0 to 1
 */
public record CellFilter(
    Optional<Double> minCounts,
    Optional<Double> maxCounts,
    Optional<Integer> minGenes,
    Optional<Integer> maxGenes,
    Optional<Double> maxMitochondrial,
    Optional<Double> maxRibosomal) {

  /** Lets every cell pass. */
  public static final CellFilter NONE =
      new CellFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Without a limit on ribosomal counts. */
  public CellFilter(
      Optional<Double> minCounts,
      Optional<Double> maxCounts,
      Optional<Integer> minGenes,
      Optional<Integer> maxGenes,
      Optional<Double> maxMitochondrial) {
    this(minCounts, maxCounts, minGenes, maxGenes, maxMitochondrial, Optional.empty());
  }

  /** Why a cell is left out. */
  public enum Verdict {
    /** It is not. */
    KEPT,
    /** Too few counts. */
    FEW_COUNTS,
    /** Too many counts. */
    MANY_COUNTS,
    /** Too few genes seen. */
    FEW_GENES,
    /** Too many genes seen. */
    MANY_GENES,
    /** Too high a share of mitochondrial counts. */
    MITOCHONDRIAL,
    /** Too high a share of ribosomal counts. */
    RIBOSOMAL
  }

  /** Checks that the limits leave something. */
  public CellFilter {
    ordered("counts", minCounts, maxCounts);
    ordered("genes", minGenes.map(Integer::doubleValue), maxGenes.map(Integer::doubleValue));
    maxMitochondrial.ifPresent(share -> requireShare("max-mitochondrial", share));
    maxRibosomal.ifPresent(share -> requireShare("max-ribosomal", share));
  }

  private static void requireShare(String key, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new UsageException(key + ": " + share + " is not a share between 0 and 1");
    }
  }

  private static void ordered(String what, Optional<Double> least, Optional<Double> most) {
    if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
      throw new UsageException(
          "min-%s: %s is above max-%s: %s".formatted(what, least.get(), what, most.get()));
    }
  }

  /**
   * What becomes of a cell; the first limit that it breaks counts.
   *
   * @param counts sum of its counts
   * @param genes number of genes seen
   * @param mitochondrial sum of its counts on mitochondrial genes
   * @param ribosomal sum of its counts on genes of ribosomal proteins
   */
  public Verdict judge(double counts, int genes, double mitochondrial, double ribosomal) {
    if (minCounts.isPresent() && counts < minCounts.get()) {
      return Verdict.FEW_COUNTS;
    }
    if (maxCounts.isPresent() && counts > maxCounts.get()) {
      return Verdict.MANY_COUNTS;
    }
    if (minGenes.isPresent() && genes < minGenes.get()) {
      return Verdict.FEW_GENES;
    }
    if (maxGenes.isPresent() && genes > maxGenes.get()) {
      return Verdict.MANY_GENES;
    }
    if (maxMitochondrial.isPresent() && mitochondrial > maxMitochondrial.get() * counts) {
      return Verdict.MITOCHONDRIAL;
    }
    if (maxRibosomal.isPresent() && ribosomal > maxRibosomal.get() * counts) {
      return Verdict.RIBOSOMAL;
    }
    return Verdict.KEPT;
  }

  /** The limits in words, one per line. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    minCounts.ifPresent(x -> words.add(limit("counts >= %s", x)));
    maxCounts.ifPresent(x -> words.add(limit("counts <= %s", x)));
    minGenes.ifPresent(x -> words.add(limit("genes >= %s", x)));
    maxGenes.ifPresent(x -> words.add(limit("genes <= %s", x)));
    maxMitochondrial.ifPresent(x -> words.add(limit("mitochondrial share <= %s", x)));
    maxRibosomal.ifPresent(x -> words.add(limit("ribosomal share <= %s", x)));
    return words;
  }

  private static String limit(String format, Number value) {
    return String.format(Locale.ROOT, format, value);
  }
}
